-- Reports what wrk counted, for WrkRun.java. There are no functions for requests and responses: wrk would call them for
-- each one, and takes a faster path without.

local body_bytes = tonumber(os.getenv("HIPER_BENCH_BODY_BYTES") or "0")
if body_bytes > 0 then
  wrk.method = "POST"
  wrk.body = string.rep("\0", body_bytes)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("summary %.0f %.0f %.0f %.0f %.0f %.0f %.0f %.0f\n",
    summary.duration, summary.requests, summary.bytes,
    errors.connect, errors.read, errors.write, errors.status, errors.timeout))
  io.flush()
  -- Meanwhile somebody reads the CPU time of this process.
  io.read()
  io.write("latencies")
  for i = 1, #latency do
    local micros, count = latency(i)
    io.write(string.format(" %.0f:%.0f", micros, count))
  end
  io.write("\n")
  io.flush()
end
