package io.countersign.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the {@link Caller} of a bearer credential or, for demo people, of HTTP Basic into the
 * request. Nothing but the {@code Authorization} header is looked at.
 */
class CallerFilter extends OncePerRequestFilter {

  private final Callers callers;

  CallerFilter(Callers callers) {
    this.callers = callers;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    caller(Collections.list(request.getHeaders("Authorization")))
        .ifPresent(CallerFilter::authenticate);
    if (SecurityContextHolder.getContext().getAuthentication() != null) {
      request.setAttribute(
          Caller.ATTRIBUTE, SecurityContextHolder.getContext().getAuthentication().getPrincipal());
    }
    chain.doFilter(request, response);
  }

  /** Of two credentials neither counts: parts on the way might have looked at the other one. */
  private Optional<Caller> caller(List<String> headers) {
    return headers.size() == 1 ? caller(headers.getFirst()) : Optional.empty();
  }

  private Optional<Caller> caller(String header) {
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.of(header.substring(7).trim())
          .filter(it -> !it.isEmpty())
          .flatMap(callers::byBearer);
    }
    if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return byBasic(header.substring(6).trim());
    }
    return Optional.empty();
  }

  private Optional<Caller> byBasic(String encoded) {
    try {
      String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : callers.byPassword(decoded.substring(0, colon), decoded.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static void authenticate(Caller caller) {
    var authorities =
        caller.scopes().stream()
            .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope))
            .toList();
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new UsernamePasswordAuthenticationToken(caller, null, authorities));
    SecurityContextHolder.setContext(context);
  }
}
