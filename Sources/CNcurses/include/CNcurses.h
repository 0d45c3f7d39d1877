// A small door to ncurses: cells in, events out. Nothing of curses is seen through it.
// Calls may come from any thread; they are taken one at a time.
#ifndef BAUTA_CNCURSES_H
#define BAUTA_CNCURSES_H

#include <stddef.h>
#include <stdint.h>

typedef struct bn_screen bn_screen;

// The terminal's own colour.
#define BN_DEFAULT_COLOR 0xFFFFFFFFu

// Attribute bits of a cell.
#define BN_BOLD 1u
#define BN_DIM 2u
#define BN_ITALIC 4u
#define BN_UNDERLINE 8u
#define BN_REVERSE 16u

// One cell: a Unicode scalar (0 = right half of the wide character before it), palette indices or
// (with more than 256 colours) 0xRRGGBB, and attribute bits.
typedef struct {
  uint32_t scalar;
  uint32_t foreground;
  uint32_t background;
  uint32_t attributes;
} bn_cell;

enum bn_event_kind {
  BN_EVENT_NONE,
  BN_EVENT_SCALAR,   // code: Unicode scalar
  BN_EVENT_KEY,      // code: enum bn_key
  BN_EVENT_FUNCTION, // code: 1...63
  BN_EVENT_MOUSE,    // code: enum bn_mouse; row, column; button
  BN_EVENT_RESIZE,   // the size has changed; row, column: the new size
  BN_EVENT_ANSWER,   // the terminal answered a probe
  BN_EVENT_CLOSED,   // the input is gone (hang-up)
  BN_EVENT_STOP      // SIGTERM or SIGHUP has come: leave in order
};

enum bn_key {
  BN_KEY_UP, BN_KEY_DOWN, BN_KEY_LEFT, BN_KEY_RIGHT, BN_KEY_PAGE_UP, BN_KEY_PAGE_DOWN,
  BN_KEY_HOME, BN_KEY_END, BN_KEY_ENTER, BN_KEY_BACKSPACE, BN_KEY_DELETE, BN_KEY_INSERT,
  BN_KEY_BACK_TAB, BN_KEY_SHIFT_UP, BN_KEY_SHIFT_DOWN, BN_KEY_SHIFT_LEFT, BN_KEY_SHIFT_RIGHT
};

enum bn_mouse { BN_MOUSE_PRESS, BN_MOUSE_RELEASE, BN_MOUSE_WHEEL_UP, BN_MOUSE_WHEEL_DOWN };

typedef struct {
  enum bn_event_kind kind;
  uint32_t code;
  int32_t row;
  int32_t column;
  int32_t button; // 1...3
} bn_event;

typedef struct {
  const char *term;   // terminal type; NULL: from TERM
  const char *locale; // "" from the environment, or a name such as "C.UTF-8"
  int input;          // file descriptors; stay the caller's
  int output;
  int rows;           // 0: ask the terminal
  int columns;
  int colors;         // 0: never send a colour
  int mouse;          // 0: leave the mouse to the terminal
} bn_options;

// NULL when the terminal type is unknown or cannot be used.
bn_screen *bn_open(const bn_options *options);
// Restores the terminal and frees everything.
void bn_close(bn_screen *screen);

void bn_size(bn_screen *screen, int *rows, int *columns);
// Fixes the size; for screens that are not a real terminal.
void bn_resize(bn_screen *screen, int rows, int columns);
// Number of colours; 0 when the terminal has none or none are wanted.
int bn_colors(bn_screen *screen);
int bn_is_utf8(bn_screen *screen);
// Whether the codeset of a locale is UTF-8, without opening anything.
int bn_locale_is_utf8(const char *locale);
// Number of colours a terminal type has, -1 when it is unknown. Opens nothing.
int bn_colors_of_term(const char *term);
// Whether a terminal type has a capability that is a text, such as "cup"; -1 when it is unknown.
int bn_term_has(const char *term, const char *capability);

// Puts cells on one row. Returns 1 when the colour pairs have run out: call bn_forget_pairs and
// put every cell of the screen again.
int bn_put(bn_screen *screen, int row, int column, const bn_cell *cells, int count);
void bn_forget_pairs(bn_screen *screen);
// Shows the cursor there, or hides it (row < 0).
void bn_cursor(bn_screen *screen, int row, int column);
// Sends what has changed.
void bn_flush(bn_screen *screen);
// Sends everything at the next flush.
void bn_redraw(bn_screen *screen);
// Sends bytes as they are, past ncurses.
void bn_send(bn_screen *screen, const char *bytes, size_t count);

// Waits at most so many milliseconds (0: not at all, negative: without end).
void bn_next_event(bn_screen *screen, int milliseconds, bn_event *event);

// Gives the terminal back without closing, and takes it again.
void bn_leave(bn_screen *screen);
void bn_return(bn_screen *screen);
// Stops the process group as ^Z does, and takes the terminal again when it goes on.
void bn_suspend(bn_screen *screen);

// What stands in a cell, as ncurses has it.
int bn_peek(bn_screen *screen, int row, int column, bn_cell *cell);
// Bytes sent so far; to a terminal those that this thread, which must be the one that draws, has written
// since it began, and -1 where the system does not count them.
int64_t bn_bytes_sent(bn_screen *screen);

// Columns a Unicode scalar takes: 0, 1 or 2; -1 for a control character.
int bn_width(uint32_t scalar);

// Restores the real terminal, from any place, signal handlers included. Does nothing the second time.
void bn_emergency_restore(void);
// Restores the terminal when the process is killed or crashes or exits. SIGTERM and SIGHUP become
// BN_EVENT_STOP; if that is not fetched within 3 s the process ends.
void bn_catch_signals(void);

#endif
