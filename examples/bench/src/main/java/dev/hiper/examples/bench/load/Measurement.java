package dev.hiper.examples.bench.load;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run of one client gave. Written as JSON by the process that was measured.
 *
 * @param seconds length of the measured window
 * @param requests right answers that arrived in it
 * @param bytes of bodies that arrived in it
 * @param errors wrong answers and failures in it
 * @param firstError the first of them; null if there is none
 * @param userMicros CPU time of the whole process in user mode, in microseconds, as the operating system counts it
 * @param systemMicros CPU time of the whole process in the kernel
 * @param allocatedBytes bytes that its Java threads allocated; -1 where that is unknown
 * @param p50Nanos median of the time from sending a request to its complete response, in nanoseconds
 * @param extras further figures by name, such as {@code heapPerIdle}: live heap bytes that an idle connection takes
 */
public record Measurement(
        double seconds,
        long requests,
        long bytes,
        long errors,
        @Nullable String firstError,
        long userMicros,
        long systemMicros,
        long allocatedBytes,
        long p50Nanos,
        long p99Nanos,
        long p999Nanos,
        long maxNanos,
        Map<String, Double> extras) {}
