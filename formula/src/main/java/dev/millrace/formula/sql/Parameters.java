package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.array.ArrayTexts;
import dev.millrace.formula.array.Members;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.syntax.Span;
import dev.millrace.formula.tree.Node;
import dev.millrace.formula.value.Canonical;
import dev.millrace.formula.value.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The values of single references, which travel as bind parameters with a type of their own. */
final class Parameters {
  private final SqlContext context;
  private final Map<Reference, @Nullable Object> given;
  private final Map<Reference, Fragment> bound = new LinkedHashMap<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  Parameters(SqlContext context, Map<Reference, @Nullable Object> given) {
    this.context = context;
    this.given = given;
  }

  /** The value of the parameter with this number. */
  @Nullable Object value(int index) {
    return values.get(index);
  }

  Fragment bind(Node.Name name) {
    if (!given.containsKey(name.reference())) {
      throw ElementColumns.refused(
          Code.UNKNOWN_COLUMN,
          name.span(),
          "The query was given no value for %s.".formatted(Quoted.literal(name.reference())));
    }
    return bound.computeIfAbsent(
        name.reference(), reference -> bound(canonical(name), name.type()));
  }

  /** The moment of the query, if it is given. */
  Optional<Fragment> now() {
    return given.containsKey(ElementQuery.NOW)
        ? Optional.of(
            bind(new Node.Name(ElementQuery.NOW, ValueType.DATE, Extent.SINGLE, new Span(0, 0))))
        : Optional.empty();
  }

  private @Nullable Object canonical(Node.Name name) {
    try {
      return Canonical.incoming(given.get(name.reference()), name.type());
    } catch (ClassCastException e) {
      throw ElementColumns.refused(
          Code.TYPE,
          name.span(),
          "%s does not hold the type it was said to hold."
              .formatted(Quoted.literal(name.reference())));
    }
  }

  private Fragment bound(@Nullable Object value, ValueType type) {
    if (type == ValueType.ARRAY) {
      Object json = value == null ? null : Members.json(value);
      return context.slot(ArrayTexts.read(context, bound(json, ValueType.TEXT)));
    }
    RelDataType held = held(value, type);
    values.add(value instanceof Variant json ? json.json() : value);
    Fragment parameter = new Fragment(new RexDynamicParam(held, values.size() - 1), 1, 1, 0, null);
    Fragment typed = context.cast(parameter, held);
    return held.getSqlTypeName() == SqlTypeName.VARCHAR ? context.bytewise(typed) : typed;
  }

  private RelDataType held(@Nullable Object value, ValueType type) {
    return switch (value) {
      case BigDecimal number -> context.decimal(number.scale() < 0 ? number.setScale(0) : number);
      case Double number -> context.type(SqlTypeName.DOUBLE);
      case null, default -> context.typeOf(type);
    };
  }
}
