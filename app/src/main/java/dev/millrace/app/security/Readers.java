package dev.millrace.app.security;

import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Role;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** From a token that was found good to the reader it stands for. */
@Component
public final class Readers implements Converter<Jwt, AbstractAuthenticationToken> {
  static final String COMMAND_LINE = "COMMAND_LINE";
  private static final String PREFIX = "ROLE_";

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    List<GrantedAuthority> authorities = new ArrayList<>();
    authorities.add(new SimpleGrantedAuthority(PREFIX + role(token)));
    if (ofTheCommandLine(token)) {
      authorities.add(new SimpleGrantedAuthority(COMMAND_LINE));
    }
    return new JwtAuthenticationToken(token, authorities, name(token));
  }

  /** The reader somebody is. */
  public static Reader reader(Authentication somebody) {
    Role role =
        somebody.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .filter(authority -> authority.startsWith(PREFIX))
            .map(authority -> Role.valueOf(authority.substring(PREFIX.length())))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new Reader(somebody.getName(), role, Map.of(), ZoneOffset.UTC, Locale.ROOT);
  }

  private static String name(Jwt token) {
    String preferred = token.getClaimAsString("preferred_username");
    return preferred == null || ours(token) ? token.getSubject() : preferred;
  }

  private static Role role(Jwt token) {
    if (ofTheCommandLine(token)) {
      return Role.ADMIN;
    }
    Collection<?> names =
        ours(token) ? List.of(token.getClaimAsString(LocalTokens.ROLE)) : realmRoles(token);
    return Arrays.stream(Role.values())
        .filter(role -> names.stream().anyMatch(name -> named(role, name)))
        .max(Comparator.naturalOrder())
        .orElseThrow(
            () -> new InvalidBearerTokenException("The token holds none of Millrace's roles."));
  }

  /** An issuer's claims of the same names mean nothing. */
  private static boolean ours(Jwt token) {
    return LocalTokens.ISSUER.equals(token.getClaimAsString(JwtClaimNames.ISS));
  }

  private static boolean ofTheCommandLine(Jwt token) {
    return ours(token) && token.hasClaim(LocalTokens.START);
  }

  private static boolean named(Role role, Object name) {
    return name instanceof String text && role.name().equals(text.toUpperCase(Locale.ROOT));
  }

  /** Keycloak's claim: {@code realm_access.roles}. */
  private static Collection<?> realmRoles(Jwt token) {
    return Optional.ofNullable(token.getClaimAsMap("realm_access"))
        .map(access -> access.get("roles"))
        .filter(Collection.class::isInstance)
        .map(roles -> (Collection<?>) roles)
        .orElse(List.of());
  }
}
