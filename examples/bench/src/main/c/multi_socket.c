/*
 * libcurl under the load of load/Load.java: a closed loop of requests on one multi handle that is driven by
 * curl_multi_socket_action and epoll, on one thread. Prints what ClientMain prints.
 *
 * - An easy handle that is done is removed and added again: handles and connections are used over and over.
 * - epoll is told once a turn, of what differs then from what it knows: between two requests libcurl takes its interest
 *   in a socket back and asks for it again, which would be two system calls for nothing.
 * - Timers are the timeout of epoll_wait, which takes no system calls to set.
 * - Options that have something to do with speed keep libcurl's defaults, above all CURLOPT_BUFFERSIZE (16 KiB in most
 *   versions), unless --buffer-size is given.
 * - The time of a transfer ends, and that of the next one begins, when its message is read.
 *
 * Only for Linux. The script `build` beside it builds it.
 */
#define _GNU_SOURCE

#include <curl/curl.h>
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "histogram.h"
#include "options.h"

/* As in Load.java and Request.java. */
#define MAX_ERRORS 1000
#define OPENED_AT_ONCE 500
#define OPEN_SECONDS 120
#define DRAIN_MILLIS 100
#define CONNECT_MILLIS 10000L
#define TOTAL_MILLIS 600000L
#define LOW_SPEED_BYTES 1L
#define LOW_SPEED_SECONDS 300L

/* Longer than any measurement: libcurl would close what was idle for two minutes. */
#define IDLE_SECONDS 3600L

#define MAX_EVENTS 1024
#define NANOS 1000000000.0
#define NANOS_PER_MILLI 1000000
#define MICROS 1000000

#define ANY_LENGTH UINT64_MAX

/* A socket of libcurl's. */
struct interest {
  uint32_t wanted;
  uint32_t told;
  bool listed;
};

/* An easy handle, and where its transfers stand. */
struct transfer {
  CURL *easy;
  const char *url;
  uint64_t expect;
  uint64_t received;
  uint64_t start;
  bool again;
};

static CURLM *multi;
static int epoll;
static struct interest *interests; /* By descriptor. */
static size_t descriptors;
static int *changed; /* Descriptors that epoll may have to be told of; each at most once. */
static size_t changes;
static uint64_t deadline = UINT64_MAX; /* Of libcurl's timer. */

static char *post_body;
static size_t waiting; /* Transfers to wait for that come to an end. */
static struct histogram latencies;
static uint64_t body_bytes;
static uint64_t errors;
static char first_error[1024];

__attribute__((noreturn, format(printf, 1, 2))) static void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("failed ", stdout);
  vprintf(format, arguments);
  putchar('\n');
  fflush(stdout);
  exit(EXIT_FAILURE);
}

static void *allocated(void *memory) {
  if (memory == NULL) {
    fail("out of memory");
  }
  return memory;
}

static void check_multi(CURLMcode code, const char *what) {
  if (code != CURLM_OK) {
    fail("%s: %s", what, curl_multi_strerror(code));
  }
}

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

__attribute__((format(printf, 1, 2))) static void error(const char *format, ...) {
  if (errors++ == 0) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(first_error, sizeof first_error, format, arguments);
    va_end(arguments);
  }
}

/* --- What libcurl calls. --- */

static int on_socket(CURL *easy, curl_socket_t socket, int what, void *unused, void *unused_too) {
  (void)easy;
  (void)unused;
  (void)unused_too;
  size_t descriptor = (size_t)socket;
  if (descriptor >= descriptors) {
    size_t more = 2 * descriptor + 64;
    interests = allocated(realloc(interests, more * sizeof *interests));
    memset(interests + descriptors, 0, (more - descriptors) * sizeof *interests);
    changed = allocated(realloc(changed, more * sizeof *changed));
    descriptors = more;
  }
  struct interest *interest = &interests[descriptor];
  interest->wanted = what == CURL_POLL_IN      ? EPOLLIN
                     : what == CURL_POLL_OUT   ? EPOLLOUT
                     : what == CURL_POLL_INOUT ? EPOLLIN | EPOLLOUT
                                               : 0;
  if (!interest->listed) {
    interest->listed = true;
    changed[changes++] = socket;
  }
  return 0;
}

/* epoll forgets a socket that is closed; the next one may have the same number. */
static int on_close(void *unused, curl_socket_t socket) {
  (void)unused;
  if ((size_t)socket < descriptors) {
    interests[socket].wanted = 0;
    interests[socket].told = 0;
  }
  return close(socket);
}

static int on_timer(CURLM *unused, long millis, void *unused_too) {
  (void)unused;
  (void)unused_too;
  deadline = millis < 0    ? UINT64_MAX
             : millis == 0 ? 0
                           : now() + (uint64_t)millis * NANOS_PER_MILLI;
  return 0;
}

static size_t on_body(char *unused, size_t one, size_t size, void *transfer) {
  (void)unused;
  (void)one;
  ((struct transfer *)transfer)->received += size;
  body_bytes += size;
  return size;
}

/* --- Transfers. --- */

static void make(struct transfer *transfer, const char *url, uint64_t expect) {
  CURL *easy = allocated(curl_easy_init());
  *transfer = (struct transfer){.easy = easy, .url = url, .expect = expect};
  curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt(easy, CURLOPT_URL, url);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 0L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, IDLE_SECONDS);
  if (options.cacert != NULL) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, options.cacert);
    /* With the default of some systems libcurl would read the file again for every connection. */
    curl_easy_setopt(easy, CURLOPT_CAPATH, (char *)NULL);
  }
  if (options.buffer_size > 0) {
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, options.buffer_size);
  }
  if (options.time_limits) {
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MILLIS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, TOTAL_MILLIS);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, LOW_SPEED_BYTES);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, LOW_SPEED_SECONDS);
  }
}

static void send_request(struct transfer *transfer, uint64_t start) {
  transfer->start = start;
  transfer->received = 0;
  check_multi(curl_multi_add_handle(multi, transfer->easy), "curl_multi_add_handle");
}

static void ended(struct transfer *transfer, CURLcode result) {
  uint64_t end = now();
  long status = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
  if (result != CURLE_OK) {
    error("%s: %s", transfer->url, curl_easy_strerror(result));
  } else if (status != 200 || (transfer->expect != ANY_LENGTH && transfer->received != transfer->expect)) {
    error("%s answered %ld with %" PRIu64 " bytes instead of 200 with %" PRIu64, transfer->url, status,
          transfer->received, transfer->expect);
  } else {
    histogram_record(&latencies, end - transfer->start);
  }
  check_multi(curl_multi_remove_handle(multi, transfer->easy), "curl_multi_remove_handle");
  if (transfer->again) {
    send_request(transfer, end);
  } else {
    waiting--;
  }
}

static void read_messages(void) {
  int left;
  for (CURLMsg *message; (message = curl_multi_info_read(multi, &left)) != NULL;) {
    if (message->msg == CURLMSG_DONE) {
      struct transfer *transfer = NULL;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      ended(transfer, message->data.result);
    }
  }
}

/* --- The loop. --- */

static void tell_epoll(void) {
  for (size_t i = 0; i < changes; i++) {
    int socket = changed[i];
    struct interest *interest = &interests[socket];
    interest->listed = false;
    if (interest->wanted != interest->told) {
      struct epoll_event event = {.events = interest->wanted, .data.fd = socket};
      int operation = interest->told == 0 ? EPOLL_CTL_ADD : interest->wanted == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
      if (epoll_ctl(epoll, operation, socket, &event) != 0) {
        fail("epoll_ctl: %s", strerror(errno));
      }
      interest->told = interest->wanted;
    }
  }
  changes = 0;
}

static void drive(curl_socket_t socket, int readiness) {
  int running;
  check_multi(curl_multi_socket_action(multi, socket, readiness, &running), "curl_multi_socket_action");
  read_messages();
}

static int millis_until(uint64_t time) {
  uint64_t start = time == 0 ? 0 : now();
  if (time <= start) {
    return 0;
  }
  uint64_t millis = (time - start + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
  return millis < 1000 ? (int)millis : 1000;
}

/* Waits for events until `end` at most, and acts on them. */
static void turn(uint64_t end) {
  static struct epoll_event events[MAX_EVENTS];
  tell_epoll();
  int count = epoll_wait(epoll, events, MAX_EVENTS, millis_until(end < deadline ? end : deadline));
  if (count < 0 && errno != EINTR) {
    fail("epoll_wait: %s", strerror(errno));
  }
  for (int i = 0; i < count; i++) {
    uint32_t bits = events[i].events;
    drive(events[i].data.fd, (bits & EPOLLIN ? CURL_CSELECT_IN : 0) | (bits & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                                 (bits & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0));
  }
  if (deadline == 0 || deadline <= now()) {
    deadline = UINT64_MAX;
    drive(CURL_SOCKET_TIMEOUT, 0);
  }
  if (errors >= MAX_ERRORS) {
    fail("%" PRIu64 " errors; first: %s", errors, first_error);
  }
}

static void run_for(double seconds) {
  uint64_t end = now() + (uint64_t)(seconds * NANOS);
  while (now() < end) {
    turn(end);
  }
}

/* --- The load. --- */

static const char *url_of(const struct urls *urls, size_t number) {
  return urls->all[number % urls->count];
}

/*
 * Fills the pool, step by step. Where Load.java asks for more and more connections at once, since not every client can
 * be told to open one, libcurl is told to.
 */
static void open_idle(void) {
  static struct transfer transfers[OPENED_AT_ONCE];
  static char urls[OPENED_AT_ONCE][2048];
  for (size_t open = 0; open < options.idle;) {
    size_t more = options.idle - open < OPENED_AT_ONCE ? options.idle - open : OPENED_AT_ONCE;
    for (size_t i = 0; i < more; i++) {
      snprintf(urls[i], sizeof urls[i], "%s?%zu", url_of(&options.gates, i), more);
      make(&transfers[i], urls[i], ANY_LENGTH);
      curl_easy_setopt(transfers[i].easy, CURLOPT_FRESH_CONNECT, 1L);
      send_request(&transfers[i], 0);
    }
    waiting = more;
    for (uint64_t end = now() + (uint64_t)(OPEN_SECONDS * NANOS); waiting > 0;) {
      if (now() >= end) {
        fail("%zu of %zu connections did not open; first error: %s", waiting, more, first_error);
      }
      turn(end);
    }
    if (errors > 0) {
      fail("Connections did not open: %s", first_error);
    }
    for (size_t i = 0; i < more; i++) {
      curl_easy_cleanup(transfers[i].easy);
    }
    open += more;
  }
}

static struct transfer *stall(void) {
  struct transfer *transfers = allocated(calloc(options.stalled + 1, sizeof *transfers));
  for (size_t i = 0; i < options.stalled; i++) {
    make(&transfers[i], url_of(&options.nevers, i), ANY_LENGTH);
    send_request(&transfers[i], 0);
    if (i % OPENED_AT_ONCE == OPENED_AT_ONCE - 1) {
      /* Nothing tells when a request waits; this lets the listen queue drain. */
      run_for(DRAIN_MILLIS / 1000.0);
    }
  }
  return transfers;
}

static struct transfer *start(void) {
  struct transfer *transfers = allocated(calloc(options.in_flight, sizeof *transfers));
  for (size_t i = 0; i < options.in_flight; i++) {
    struct transfer *transfer = &transfers[i];
    make(transfer, url_of(&options.urls, i), options.expect);
    transfer->again = true;
    if (options.post > 0) {
      curl_easy_setopt(transfer->easy, CURLOPT_POST, 1L);
      curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE, options.post);
      curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDS, post_body);
    }
    send_request(transfer, now());
  }
  return transfers;
}

static void clean_up(struct transfer *transfers, size_t count) {
  for (size_t i = 0; i < count; i++) {
    curl_multi_remove_handle(multi, transfers[i].easy);
    curl_easy_cleanup(transfers[i].easy);
  }
  free(transfers);
}

static int64_t micros(struct timeval later, struct timeval earlier) {
  return (int64_t)(later.tv_sec - earlier.tv_sec) * MICROS + (later.tv_usec - earlier.tv_usec);
}

static void print_json_string(const char *text) {
  putchar('"');
  for (; *text != 0; text++) {
    if (*text == '"' || *text == '\\') {
      printf("\\%c", *text);
    } else if ((unsigned char)*text < 0x20) {
      printf("\\u%04x", (unsigned char)*text);
    } else {
      putchar(*text);
    }
  }
  putchar('"');
}

/* Fields as in Measurement.java. */
static void measure(void) {
  struct rusage before;
  struct rusage after;
  puts("measuring");
  fflush(stdout);
  errors = 0;
  histogram_clear(&latencies);
  body_bytes = 0;
  getrusage(RUSAGE_SELF, &before);
  uint64_t start = now();
  run_for(options.seconds);
  getrusage(RUSAGE_SELF, &after);
  double elapsed = (double)(now() - start) / NANOS;
  printf("result {\"seconds\":%.6f,\"requests\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"errors\":%" PRIu64
         ",\"firstError\":",
         elapsed, latencies.total, body_bytes, errors);
  if (errors > 0) {
    print_json_string(first_error);
  } else {
    fputs("null", stdout);
  }
  printf(",\"userMicros\":%" PRId64 ",\"systemMicros\":%" PRId64 ",\"allocatedBytes\":-1", //
         micros(after.ru_utime, before.ru_utime), micros(after.ru_stime, before.ru_stime));
  printf(",\"p50Nanos\":%" PRIu64 ",\"p99Nanos\":%" PRIu64 ",\"p999Nanos\":%" PRIu64 ",\"maxNanos\":%" PRIu64
         ",\"extras\":{}}\n",
         histogram_percentile(&latencies, 50), histogram_percentile(&latencies, 99),
         histogram_percentile(&latencies, 99.9), latencies.max);
  fflush(stdout);
}

static void prepare(void) {
  /* As a JVM does. */
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
  }
  /* With NOSIGNAL libcurl leaves that to the program. */
  signal(SIGPIPE, SIG_IGN);
  post_body = allocated(calloc(1, (size_t)options.post + 1));
  epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) {
    fail("epoll_create1: %s", strerror(errno));
  }
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    fail("curl_global_init");
  }
  multi = allocated(curl_multi_init());
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
  /* All of them may be open at once, and none of them is to be closed for want of room. */
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)(options.in_flight + options.idle + options.stalled));
}

int main(int count, char **arguments) {
  parse(count, arguments);
  prepare();
  open_idle();
  struct transfer *stalled = stall();
  struct transfer *active = start();
  run_for(options.warm_up);
  measure();
  clean_up(active, options.in_flight);
  clean_up(stalled, options.stalled);
  curl_multi_cleanup(multi);
  curl_global_cleanup();
  close(epoll);
  free(post_body);
  free(interests);
  free(changed);
  return EXIT_SUCCESS;
}
