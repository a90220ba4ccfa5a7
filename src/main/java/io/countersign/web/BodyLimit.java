package io.countersign.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

/**
 * No body is larger than a proposal may be, whatever is called: one that says so is refused at
 * once, one that does not as soon as it is.
 */
class BodyLimit extends OncePerRequestFilter {

  static final int LARGEST_BODY_BYTES = 256 * 1024;

  private final SecurityProblems problems;

  BodyLimit(SecurityProblems problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LARGEST_BODY_BYTES) {
      problems.write(response, tooLarge().code(), tooLarge().getMessage());
    } else {
      chain.doFilter(new Limited(request), response);
    }
  }

  private static RefusedException tooLarge() {
    return new RefusedException(
        ErrorCode.REQUEST_TOO_LARGE, "A body may have at most 256 KiB. Nothing was started.");
  }

  private static class Limited extends ContentCachingRequestWrapper {

    Limited(HttpServletRequest request) {
      super(request, LARGEST_BODY_BYTES);
    }

    @Override
    protected void handleContentOverflow(int limit) {
      throw tooLarge();
    }
  }
}
