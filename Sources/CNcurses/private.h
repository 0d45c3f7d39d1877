#ifndef BAUTA_CNCURSES_PRIVATE_H
#define BAUTA_CNCURSES_PRIVATE_H

#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <ncursesw/curses.h>
#include <stdio.h>
#include <term.h>
#undef lines
#undef columns

#include "CNcurses.h"

// One (foreground, background) and its colour pair; pair 0 marks a free place.
struct bn_pair {
  uint32_t foreground, background;
  int pair;
};

struct bn_screen {
  SCREEN *curses;
  FILE *input, *output;
  locale_t locale;
  int utf8, mouse, colors, pair_limit, pair_count, rows, columns;
  int cursor_row, cursor_column;
  struct bn_pair *pairs; // open addressing
  uint32_t pair_mask;
  bn_event pending; // the release of a click that came in one piece
  cchar_t *run;
  int run_capacity;
};

// Takes the lock, the locale and the curses screen; bn_exit gives them back.
locale_t bn_enter(bn_screen *screen);
void bn_exit(locale_t before);

int bn_pair_for(bn_screen *screen, uint32_t foreground, uint32_t background, int *exhausted);
int bn_pairs_open(bn_screen *screen);
void bn_remember_terminal(int input, int output);
void bn_forget_terminal(void);
void bn_guard_active(int active);
// 1 once after SIGTERM or SIGHUP.
int bn_take_stop(void);

#endif
