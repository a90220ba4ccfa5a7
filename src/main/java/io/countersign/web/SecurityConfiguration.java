package io.countersign.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/** Nothing is open but health and the API description; the rest wants a known caller. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

  @Bean
  SecurityFilterChain callers(
      HttpSecurity http,
      SecurityProperties properties,
      ObjectProvider<Credentials> credentials,
      ObjectMapper objectMapper)
      throws Exception {
    var callers =
        new Callers(
            properties,
            PasswordEncoderFactories.createDelegatingPasswordEncoder(),
            credentials.orderedStream().toList());
    var problems = new SecurityProblems(objectMapper);
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new CallerFilter(callers), UsernamePasswordAuthenticationFilter.class)
        .addFilterAfter(new BodyLimit(problems), AuthorizationFilter.class)
        .authorizeHttpRequests(
            it ->
                it.requestMatchers(
                        "/actuator/health/**",
                        "/v3/api-docs/**",
                        "/v3/api-docs.yaml",
                        "/.well-known/jwks.json")
                    .permitAll()
                    .requestMatchers("/v1/**")
                    .authenticated()
                    .requestMatchers("/actuator/prometheus")
                    .hasAnyAuthority("SCOPE_monitor", "SCOPE_administer")
                    .requestMatchers("/actuator/**")
                    .hasAuthority("SCOPE_administer")
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            it -> it.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .build();
  }

  @Bean
  DemoPeopleGuard demoPeopleGuard(SecurityProperties properties, Environment environment) {
    return new DemoPeopleGuard(properties, environment);
  }

  /** Without this Spring Boot would invent a user with a generated password. */
  @Bean
  UserDetailsService noUsers() {
    return name -> {
      throw new UsernameNotFoundException(name);
    };
  }
}
