// Colour pairs: each (foreground, background) gets its pair the first time it is used.
#include <stdlib.h>
#include <string.h>

#include "private.h"

int bn_pairs_open(bn_screen *screen) {
  uint32_t size = 64;
  int limit = COLOR_PAIRS;
  if (limit > 65536) limit = 65536;
  while (size < (uint32_t)limit * 2) size *= 2;
  screen->pairs = calloc(size, sizeof *screen->pairs);
  screen->pair_mask = size - 1;
  screen->pair_limit = limit;
  screen->pair_count = 1;
  return screen->pairs != NULL;
}

void bn_forget_pairs(bn_screen *screen) {
  locale_t before = bn_enter(screen);
  if (screen->pairs) memset(screen->pairs, 0, (screen->pair_mask + 1) * sizeof *screen->pairs);
  screen->pair_count = 1;
  if (screen->colors) reset_color_pairs();
  bn_exit(before);
}

int bn_pair_for(bn_screen *screen, uint32_t foreground, uint32_t background, int *exhausted) {
  if (!screen->colors) return 0;
  if (foreground == BN_DEFAULT_COLOR && background == BN_DEFAULT_COLOR) return 0;
  uint32_t at = (foreground * 2654435761u) ^ (background * 2246822519u);
  at ^= at >> 15;
  for (;; at++) {
    struct bn_pair *place = &screen->pairs[at & screen->pair_mask];
    if (place->pair == 0) {
      if (screen->pair_count >= screen->pair_limit) {
        *exhausted = 1;
        return 0;
      }
      int f = foreground == BN_DEFAULT_COLOR ? -1 : (int)foreground;
      int b = background == BN_DEFAULT_COLOR ? -1 : (int)background;
      if (init_extended_pair(screen->pair_count, f, b) == ERR) return 0;
      *place = (struct bn_pair){foreground, background, screen->pair_count++};
      return place->pair;
    }
    if (place->foreground == foreground && place->background == background) return place->pair;
  }
}
