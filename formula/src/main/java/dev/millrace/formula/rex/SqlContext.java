package dev.millrace.formula.rex;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Builds the expressions of one statement. What a template needs more than once, and what grows too
 * deep, gets a slot of its own, so that text and time stay linear.
 */
public final class SqlContext {
  /** A larger piece is not repeated in the text. */
  private static final int REPEATABLE_SIZE = 4;

  private static final int MAX_DEPTH = 40;
  private static final int BIGINT_DIGITS = 19;
  private static final BigDecimal BEYOND_BIGINT = BigDecimal.TWO.pow(63);
  private static final long MAX_COUNT = 1_000_000_000;

  private final Dialect dialect;
  private final RexBuilder builder;
  private final Slots slots;
  private final Map<String, TemplateOperator> windows = new HashMap<>();
  private Supplier<List<RowOrder>> order = List::of;
  private Supplier<List<Fragment>> groups = List::of;
  private Supplier<Optional<Fragment>> now = Optional::empty;
  private String frame = "";
  private int offset;
  private int length;

  public SqlContext(Dialect dialect, RexBuilder builder, Slots slots) {
    this.dialect = dialect;
    this.builder = builder;
    this.slots = slots;
  }

  /** Tells where in its formula stands what is built next, for problems. */
  public void at(int newOffset, int newLength) {
    offset = newOffset;
    length = newLength;
  }

  /** The refusal of what was told last by {@link #at}. */
  public FormulaException unsupported(String message) {
    return new FormulaException(
        new FormulaProblem(Code.UNSUPPORTED, offset, length, message, List.of()));
  }

  public Fragment call(TemplateOperator operator, RelDataType type, Fragment... arguments) {
    return call(operator, type, List.of(arguments));
  }

  public Fragment call(TemplateOperator operator, RelDataType type, List<Fragment> arguments) {
    if (!operator.runsOn(dialect)) {
      throw unsupported("%s cannot be computed on %s.".formatted(operator.getName(), dialect));
    }
    List<Fragment> operands = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Fragment argument = arguments.get(i);
      operands.add(operator.uses(dialect, i) > 1 ? slot(argument) : argument);
    }
    return make(operator, type, operands);
  }

  /** A call of one of Calcite's own operators. */
  public Fragment standard(SqlOperator operator, RelDataType type, Fragment... arguments) {
    return make(operator, type, List.of(arguments));
  }

  /** A call of one of Calcite's own operators. */
  public Fragment standard(SqlOperator operator, RelDataType type, List<Fragment> arguments) {
    return make(operator, type, arguments);
  }

  private Fragment make(SqlOperator operator, RelDataType type, List<Fragment> arguments) {
    List<RexNode> operands = new ArrayList<>();
    int depth = 0;
    int size = 1;
    int layer = 0;
    for (Fragment argument : arguments) {
      Fragment operand = argument.depth() >= MAX_DEPTH ? slots.define(argument) : argument;
      operands.add(operand.rex());
      depth = Math.max(depth, operand.depth());
      size += operand.size();
      layer = Math.max(layer, operand.layer());
    }
    RexNode rex = builder.makeCall(type, operator, operands);
    return new Fragment(rex, depth + 1, size, layer, null);
  }

  /**
   * A window function's result; it gets a slot, since hardly anything may enclose it. In its text
   * {@code {order}} stands for the order of the rows; within {@link #framed}, {@code OVER ()} goes
   * over the frame.
   */
  public Fragment window(TemplateOperator operator, RelDataType type, Fragment... arguments) {
    return window(operator, type, List.of(arguments));
  }

  /** As above. */
  public Fragment window(TemplateOperator operator, RelDataType type, List<Fragment> arguments) {
    if (!operator.runsOn(dialect)) {
      throw unsupported("%s cannot be computed on %s.".formatted(operator.getName(), dialect));
    }
    String sql = operator.sql(dialect);
    String framed = frame.isEmpty() ? sql : sql.replace("OVER ()", "OVER ({order} " + frame + ")");
    List<Fragment> all = new ArrayList<>();
    arguments.forEach(argument -> all.add(typed(argument)));
    String grouped = grouped(framed, all);
    if (!grouped.contains("{order}")) {
      return slots.define(
          call(grouped.equals(sql) ? operator : derived(operator, grouped), type, all));
    }
    List<String> keys = new ArrayList<>();
    for (RowOrder key : order.get()) {
      keys.add(
          "{" + all.size() + "} " + (key.descending() ? "DESC NULLS FIRST" : "ASC NULLS LAST"));
      all.add(key.value());
    }
    if (keys.isEmpty()) {
      throw unsupported("This goes through the rows in their order, and here they have none.");
    }
    String text = grouped.replace("{order}", "ORDER BY " + String.join(", ", keys));
    return slots.define(call(derived(operator, text), type, all));
  }

  /** A text on its own has no type on some engines, and window functions want one. */
  private Fragment typed(Fragment argument) {
    return unbounded() && argument.literal() instanceof String
        ? cast(argument, argument.type())
        : argument;
  }

  /** The same text is the same operator, so that what is computed twice is computed once. */
  private TemplateOperator derived(TemplateOperator operator, String text) {
    return windows.computeIfAbsent(
        text, any -> TemplateOperator.named(operator.getName()).on(dialect, text).build());
  }

  /** The window's text with the groups, which become further arguments. */
  private String grouped(String sql, List<Fragment> arguments) {
    List<String> places = new ArrayList<>();
    for (Fragment key : groups.get()) {
      places.add("{" + arguments.size() + "}");
      arguments.add(key);
    }
    if (places.isEmpty()) {
      return sql;
    }
    String keys = "PARTITION BY " + String.join(", ", places);
    return sql.replace("OVER (PARTITION BY ", "OVER (" + keys + ", ")
        .replaceAll("OVER \\((?!PARTITION BY )", Matcher.quoteReplacement("OVER (" + keys + " "));
  }

  /** Says which rows belong together; asked when a function needs it. */
  public void groupedBy(Supplier<List<Fragment>> keys) {
    groups = keys;
  }

  /** Number of the columns by which rows belong together. */
  public int groupKeys() {
    return groups.get().size();
  }

  /** What is computed by the first so many of these columns. */
  public Fragment around(int keys, Supplier<Fragment> computation) {
    return grouped(groups.get().subList(0, keys), computation);
  }

  /** What is computed while other rows belong together. */
  public Fragment grouped(List<Fragment> keys, Supplier<Fragment> computation) {
    Supplier<List<Fragment>> outer = groups;
    groups = () -> keys;
    try {
      return computation.get();
    } finally {
      groups = outer;
    }
  }

  /** Says what the moment of the query is, if the warehouse is not to say it. */
  public void nowIs(Supplier<Optional<Fragment>> moment) {
    now = moment;
  }

  /** The moment of the query. */
  public Fragment now() {
    return now.get().orElseGet(() -> call(Primitives.NOW, typeOf(ValueType.DATE)));
  }

  /** One key of the rows' order: nulls last ascending, first descending. */
  public record RowOrder(Fragment value, boolean descending) {}

  /** Says how rows follow each other; asked when a function needs it. */
  public void ordered(Supplier<List<RowOrder>> keys) {
    order = keys;
  }

  /**
   * An aggregate over some of the rows around each row.
   *
   * @param rows as in {@code ROWS BETWEEN 1 PRECEDING AND CURRENT ROW}
   */
  public Fragment framed(String rows, Supplier<Fragment> aggregate) {
    String outer = frame;
    frame = rows;
    try {
      return aggregate.get();
    } finally {
      frame = outer;
    }
  }

  /** The computation in a slot of its own, so that it can be used again; small ones stay. */
  public Fragment slot(Fragment computation) {
    return computation.size() > REPEATABLE_SIZE ? slots.define(computation) : computation;
  }

  /** A number that counts or points, as the engine's functions want it. */
  public Fragment count(Fragment number) {
    return number.literal() instanceof Long count && Math.abs(count) <= MAX_COUNT
        ? number
        : call(Primitives.COUNT, type(SqlTypeName.BIGINT), number);
  }

  /** The expression, or null where the warehouse cannot compute it. */
  public Fragment attempt(Fragment computation) {
    if (!unbounded()) {
      return call(Primitives.TRY, computation.type(), computation);
    }
    RelDataType type = computation.type();
    return switch (type.getSqlTypeName()) {
      case DECIMAL -> fits(computation, BigDecimal.TEN.pow(type.getPrecision() - type.getScale()));
      case BIGINT -> fits(computation, BEYOND_BIGINT);
      default -> computation;
    };
  }

  private Fragment fits(Fragment number, BigDecimal bound) {
    return call(Primitives.FITS, number.type(), number, bare(bound, bound));
  }

  /** Whether the engine's numbers have as many digits as they need, and floats fail at the end. */
  public boolean unbounded() {
    return !Primitives.TRY.runsOn(dialect);
  }

  /** Text in the order of its code points. */
  public Fragment bytewise(Fragment text) {
    return Primitives.BYTEWISE.runsOn(dialect)
        ? call(Primitives.BYTEWISE, text.type(), text)
        : text;
  }

  /** The value as another type holds it; fails where it cannot. */
  public Fragment cast(Fragment value, RelDataType type) {
    return standard(SqlStdOperatorTable.CAST, type, value);
  }

  public Fragment literal(@Nullable Object value) {
    return switch (value) {
      case null -> nullOf(typeOf(ValueType.TEXT));
      case String text -> constant(typeOf(ValueType.TEXT), text, text);
      case Boolean logical -> leaf(builder.makeLiteral(logical), logical);
      case Double number -> constant(type(SqlTypeName.DOUBLE), number, number);
      case Long number -> exact(BigDecimal.valueOf(number), number);
      case BigDecimal number -> exact(number, number);
      default -> throw unsupported("A value of this type has no literal.");
    };
  }

  /** A long whole number would be more than a decimal holds, if it did not say what it is. */
  private Fragment exact(BigDecimal number, Object value) {
    Fragment bare = bare(number, value);
    if (number.scale() > 0 || number.precision() < BIGINT_DIGITS) {
      return bare;
    }
    RexNode held = builder.makeAbstractCast(bare.type(), bare.rex(), false);
    return new Fragment(held, 2, 2, 0, value);
  }

  /** A number as it is written, whatever type the warehouse gives it. */
  public Fragment bare(BigDecimal number, Object value) {
    return constant(decimal(number), number, value);
  }

  private Fragment constant(RelDataType type, Object printed, Object value) {
    return leaf(builder.makeCall(type, new LiteralOperator(printed), List.of()), value);
  }

  public Fragment nullOf(RelDataType type) {
    return leaf(builder.makeAbstractCast(type, builder.makeNullLiteral(type), false), null);
  }

  private static Fragment leaf(RexNode rex, @Nullable Object literal) {
    return new Fragment(rex, 1, 1, 0, literal);
  }

  /** How values of a type are held where nothing else is known; whole numbers for numbers. */
  public RelDataType typeOf(ValueType type) {
    return switch (type) {
      case TEXT, GEOGRAPHY -> type(SqlTypeName.VARCHAR);
      case VARIANT -> type(SqlTypeName.VARIANT);
      case ARRAY -> array();
      case NUMBER -> type(SqlTypeName.BIGINT);
      case DATE -> type(SqlTypeName.TIMESTAMP);
      case LOGICAL -> type(SqlTypeName.BOOLEAN);
    };
  }

  /** A type without parameters; null is among its values. */
  public RelDataType type(SqlTypeName name) {
    return nullable(types().createSqlType(name));
  }

  /** The type of arrays: of texts, each the JSON text of a member. */
  public RelDataType array() {
    return nullable(types().createArrayType(type(SqlTypeName.VARCHAR), -1));
  }

  /** The type of exact numbers with this many digits, of which so many are a fraction. */
  public RelDataType decimal(int precision, int scale) {
    return nullable(types().createSqlType(SqlTypeName.DECIMAL, precision, scale));
  }

  /** The type of an exact number that is known. */
  public RelDataType decimal(BigDecimal number) {
    int precision = Math.max(number.precision(), number.scale());
    return decimal(Math.max(1, precision), number.scale());
  }

  private RelDataType nullable(RelDataType type) {
    return types().createTypeWithNullability(type, true);
  }

  private RelDataTypeFactory types() {
    return builder.getTypeFactory();
  }
}
