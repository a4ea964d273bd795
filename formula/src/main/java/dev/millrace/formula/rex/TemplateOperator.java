package dev.millrace.formula.rex;

import dev.millrace.formula.Dialect;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/** An operator of ours: its meaning is the catalogue's, its SQL is a template for each dialect. */
public final class TemplateOperator extends SqlFunction {
  private final Map<Dialect, Template> templates;

  private TemplateOperator(String name, Map<Dialect, Template> templates) {
    super(
        name, SqlKind.OTHER_FUNCTION, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.templates = templates;
  }

  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects the templates of one operator. */
  public static final class Builder {
    private final String name;
    private final Map<Dialect, Template> templates = new EnumMap<>(Dialect.class);

    private Builder(String name) {
      this.name = name;
    }

    /** Arguments by position, as in {@code strpos({0}, {1})}. */
    public Builder on(Dialect dialect, String sql) {
      templates.put(dialect, new Template(sql));
      return this;
    }

    public TemplateOperator build() {
      return new TemplateOperator(name, new EnumMap<>(templates));
    }
  }

  boolean runsOn(Dialect dialect) {
    return templates.containsKey(dialect);
  }

  /** Its text in that dialect. */
  String sql(Dialect dialect) {
    return template(dialect).sql();
  }

  long uses(Dialect dialect, int argument) {
    return template(dialect).uses(argument);
  }

  private Template template(Dialect dialect) {
    return Objects.requireNonNull(templates.get(dialect), getName());
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    Dialect dialect = ((WarehouseDialect) writer.getDialect()).dialect();
    template(dialect).print(writer, call.getOperandList());
  }

  /** Operators of one name may have different templates; each is its own. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
