package io.countersign.refusal;

import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Notes every call that ends with an error, around everything else, so that nothing is missed. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RefusalFilter extends OncePerRequestFilter {

  private static final int FIRST_ERROR = 400;
  private static final int SERVER_ERROR = 500;
  private static final int LONGEST_FIELD = 200;
  private static final String TRACEPARENT = "[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}";

  private final RefusalQueue queue;
  private final Clock clock;

  RefusalFilter(RefusalQueue queue, Clock clock) {
    this.queue = queue;
    this.clock = clock;
  }

  /** Whether an instance is healthy is asked all the time, and no one is refused anything by it. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator/health");
  }

  /** A call that waits ends in a dispatch of its own. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean thrown = true;
    try {
      chain.doFilter(request, response);
      thrown = false;
    } finally {
      int status = thrown ? Math.max(SERVER_ERROR, response.getStatus()) : response.getStatus();
      if (status >= FIRST_ERROR && !isAsyncStarted(request)) {
        queue.add(refusal(request, status));
      }
    }
  }

  private Refusal refusal(HttpServletRequest request, int status) {
    Caller caller = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller it ? it : null;
    return new Refusal(
        UUID.randomUUID().toString(),
        clock.instant(),
        request.getMethod().matches("[A-Z]{1,10}") ? request.getMethod() : "*",
        path(request),
        status,
        code(request, status),
        field(request),
        caller == null ? null : caller.id(),
        caller == null ? null : caller.kind().name().toLowerCase(Locale.ROOT),
        request.getRemoteAddr(),
        traceparent(request.getHeader("traceparent")));
  }

  private static String path(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null || pattern.equals("/**")
        ? MaskedPath.of(request.getRequestURI())
        : pattern.toString();
  }

  private static @Nullable String code(HttpServletRequest request, int status) {
    Object code = property(request, "code");
    if (code != null) {
      return code.toString();
    }
    // Security answers before any controller does.
    return switch (status) {
      case 401 -> ErrorCode.UNAUTHENTICATED.name();
      case 403 -> ErrorCode.FORBIDDEN.name();
      case 413 -> ErrorCode.REQUEST_TOO_LARGE.name();
      default -> null;
    };
  }

  private static @Nullable String field(HttpServletRequest request) {
    Object field = property(request, "field");
    if (field == null) {
      return null;
    }
    String name = field.toString();
    return name.length() > LONGEST_FIELD ? name.substring(0, LONGEST_FIELD) : name;
  }

  private static @Nullable Object property(HttpServletRequest request, String name) {
    return request.getAttribute(ProblemNote.ATTRIBUTE) instanceof ProblemDetail problem
            && problem.getProperties() != null
        ? problem.getProperties().get(name)
        : null;
  }

  private static @Nullable String traceparent(@Nullable String header) {
    return header != null && header.matches(TRACEPARENT) ? header : null;
  }
}
