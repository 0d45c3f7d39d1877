#include "CFacePrior.h"

static const uint8_t prior[] = {
#embed "face-prior.gz" suffix(, )
    0,
};

const uint8_t *bauta_face_prior(void) { return prior; }

size_t bauta_face_prior_count(void) { return sizeof prior - 1; }
