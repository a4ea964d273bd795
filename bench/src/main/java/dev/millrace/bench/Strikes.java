package dev.millrace.bench;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.Values;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names a formula of the demo's table may use, and one row of it. */
final class Strikes implements Scope, Values {
  static final Reference THRESHOLD = Reference.of("Control", "threshold");
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 4, 10, 20);

  private static final Map<Reference, Binding> BINDINGS =
      Map.of(
          Reference.of("Cost"),
          row("Cost", ValueType.NUMBER),
          Reference.of("Hours"),
          row("Hours", ValueType.NUMBER),
          Reference.of("City"),
          row("City", ValueType.TEXT),
          THRESHOLD,
          new Binding(THRESHOLD, ValueType.NUMBER, Extent.SINGLE));

  private static final Map<Reference, Object> VALUES =
      Map.of(
          Reference.of("Cost"),
          new BigDecimal("120000.5000000000"),
          Reference.of("Hours"),
          12L,
          Reference.of("City"),
          "Alameda",
          THRESHOLD,
          100_000L);

  private static Binding row(String name, ValueType type) {
    return new Binding(Reference.of(name), type, Extent.ROW);
  }

  @Override
  public Optional<Binding> resolve(Reference reference) {
    return Optional.ofNullable(BINDINGS.get(reference));
  }

  @Override
  public List<Reference> known() {
    return List.copyOf(BINDINGS.keySet());
  }

  @Override
  public @Nullable Object value(Reference reference) {
    return VALUES.get(reference);
  }

  @Override
  public List<@Nullable Object> values(Reference reference) {
    return List.of();
  }

  @Override
  public LocalDateTime now() {
    return NOW;
  }
}
