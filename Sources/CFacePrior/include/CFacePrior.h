#ifndef BAUTA_FACE_PRIOR_H
#define BAUTA_FACE_PRIOR_H

#include <stddef.h>
#include <stdint.h>

/// The face prior as it lies beside this module's source, part of the program itself: gzip data of
/// three images of little-endian Float32, face, ears and brain.
const uint8_t *bauta_face_prior(void);

/// How many bytes they are.
size_t bauta_face_prior_count(void);

#endif
