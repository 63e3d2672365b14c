/* The command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <curl/curl.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_URLS 64

/* To be used in turns. */
struct urls {
  const char *all[MAX_URLS];
  size_t count;
};

static struct {
  struct urls urls;
  struct urls gates;
  struct urls nevers;
  size_t in_flight;
  size_t idle;
  size_t stalled;
  uint64_t expect;
  long post;
  long buffer_size;
  bool time_limits;
  const char *cacert;
  double warm_up;
  double seconds;
} options = {.warm_up = -1};

__attribute__((noreturn, format(printf, 1, 2))) static void misused(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("multi-socket: ", stderr);
  vfprintf(stderr, format, arguments);
  fputs("\nusage: multi-socket --url URL... --in-flight N --expect BYTES --warm-up SECONDS --seconds SECONDS\n"
        "  [--post BYTES] [--idle N --gate-url URL...] [--stalled N --never-url URL...]\n"
        "  [--time-limits] [--cacert FILE] [--buffer-size BYTES]\n"
        "multi-socket --version tells which libcurl it uses\n",
        stderr);
  exit(2);
}

static double number(const char *option, const char *text, double max) {
  char *end;
  double value = strtod(text, &end);
  if (end == text || *end != 0 || !(value >= 0 && value <= max)) {
    misused("--%s: '%s' is not a number from 0 to %.0f", option, text, max);
  }
  return value;
}

static void add_url(struct urls *urls, const char *url) {
  if (urls->count == MAX_URLS) {
    misused("more than %d URLs", MAX_URLS);
  }
  urls->all[urls->count++] = url;
}

static void parse(int count, char **arguments) {
  static const struct option names[] = {
      {"url", required_argument, NULL, 'u'},         {"in-flight", required_argument, NULL, 'n'},
      {"expect", required_argument, NULL, 'e'},      {"post", required_argument, NULL, 'p'},
      {"idle", required_argument, NULL, 'i'},        {"gate-url", required_argument, NULL, 'g'},
      {"stalled", required_argument, NULL, 's'},     {"never-url", required_argument, NULL, 'v'},
      {"time-limits", no_argument, NULL, 't'},       {"cacert", required_argument, NULL, 'c'},
      {"warm-up", required_argument, NULL, 'w'},     {"seconds", required_argument, NULL, 'd'},
      {"buffer-size", required_argument, NULL, 'b'}, {"version", no_argument, NULL, 'V'},
      {NULL, 0, NULL, 0},
  };
  bool expect = false;
  int index = 0;
  opterr = 0;
  for (int option; (option = getopt_long(count, arguments, "", names, &index)) != -1;) {
    const char *name = names[index].name;
    switch (option) {
      case 'u': add_url(&options.urls, optarg); break;
      case 'g': add_url(&options.gates, optarg); break;
      case 'v': add_url(&options.nevers, optarg); break;
      case 'n': options.in_flight = (size_t)number(name, optarg, 1e6); break;
      case 'i': options.idle = (size_t)number(name, optarg, 1e6); break;
      case 's': options.stalled = (size_t)number(name, optarg, 1e6); break;
      case 'p': options.post = (long)number(name, optarg, 1 << 30); break;
      case 'b': options.buffer_size = (long)number(name, optarg, 1 << 30); break;
      case 'e':
        options.expect = (uint64_t)number(name, optarg, 1e15);
        expect = true;
        break;
      case 't': options.time_limits = true; break;
      case 'c': options.cacert = optarg; break;
      case 'w': options.warm_up = number(name, optarg, 1e6); break;
      case 'd': options.seconds = number(name, optarg, 1e6); break;
      case 'V': puts(curl_version()); exit(EXIT_SUCCESS);
      default: misused("'%s' is not an option, or lacks its value", arguments[optind - 1]);
    }
  }
  if (optind < count) {
    misused("'%s' is not an option", arguments[optind]);
  }
  if (options.urls.count == 0 || options.in_flight == 0 || !expect || options.warm_up < 0 || options.seconds == 0) {
    misused("--url, --in-flight, --expect, --warm-up and --seconds are needed");
  }
  if ((options.idle > 0) != (options.gates.count > 0) || (options.stalled > 0) != (options.nevers.count > 0)) {
    misused("--idle goes with --gate-url, and --stalled with --never-url");
  }
}

#endif
