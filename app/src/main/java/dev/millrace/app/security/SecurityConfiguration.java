package dev.millrace.app.security;

import dev.millrace.app.problem.Problem;
import dev.millrace.app.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** One chain for everything; what it does not name it denies. Rights are {@code Access}'s. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** Grid and editors set styles on elements; scripts come from files only. */
  private static final String CONTENT_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
          + " font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  @Bean
  SecurityFilterChain security(
      HttpSecurity http, TokenDecoder decoder, Readers readers, ProblemWriter writer)
      throws Exception {
    AuthenticationEntryPoint unauthenticated = unauthenticated(writer);
    AccessDeniedHandler denied = denied(writer);
    return http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new BrowserGuard(writer), BearerTokenAuthenticationFilter.class)
        .authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/session", "/api/oauth/token")
                .permitAll()
                .requestMatchers("/api/local/**")
                .hasAuthority(Readers.COMMAND_LINE)
                .requestMatchers("/api/**")
                .authenticated()
                .requestMatchers(HttpMethod.GET, "/**")
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, "/**")
                .permitAll()
                .anyRequest()
                .denyAll())
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied))
        .oauth2ResourceServer(server ->
            server
                .bearerTokenResolver(new BearerOrCookie())
                .authenticationEntryPoint(unauthenticated)
                .accessDeniedHandler(denied)
                .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(readers)))
        .headers(SecurityConfiguration::headers)
        .build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(
            policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=()"))
        .contentTypeOptions(Customizer.withDefaults());
  }

  private static AuthenticationEntryPoint unauthenticated(ProblemWriter writer) {
    return (request, response, error) -> {
      response.setHeader("WWW-Authenticate", "Bearer");
      writer.write(
          response,
          Problem.of(
              HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", "Log in: there is no valid token."));
    };
  }

  private static AccessDeniedHandler denied(ProblemWriter writer) {
    return (request, response, error) ->
        writer.write(
            response,
            Problem.of(HttpStatus.FORBIDDEN, "ACCESS_DENIED", "This is not open to you."));
  }
}
