#ifndef BAUTA_OUTCOME_MODELS_H
#define BAUTA_OUTCOME_MODELS_H

#include <stddef.h>
#include <stdint.h>

/// The forests of GBV as they lie in Sources/Outcomes/Resources, part of the program itself.
const uint8_t *bauta_gbv_model(void);

/// How many bytes they are.
size_t bauta_gbv_model_count(void);

#endif
