#include "COutcomeModels.h"

static const uint8_t gbv[] = {
#embed "../Outcomes/Resources/gbv.forest" suffix(, )
    0,
};

const uint8_t *bauta_gbv_model(void) { return gbv; }

size_t bauta_gbv_model_count(void) { return sizeof gbv - 1; }
