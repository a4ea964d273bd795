package dev.millrace.formula.function;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Lowering;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds one entry of the catalogue. What is left out is strict and takes no arguments. */
public final class FunctionEntry {
  private final String name;
  private final String category;
  private final boolean operator;
  private String help = "";
  private List<Parameter> leading = List.of();
  private List<Parameter> repeated = List.of();
  private int minRepeats;
  private List<Parameter> optional = List.of();
  private @Nullable Result result;
  private Nulls nulls = Nulls.STRICT;
  private Constants constants = Constants.ANY;
  private Function.@Nullable Example example;
  private @Nullable Definition definition;
  private @Nullable Lowering lowering;
  private TemplateOperator.@Nullable Builder template;

  private FunctionEntry(String category, String name, boolean operator) {
    this.category = category;
    this.name = name;
    this.operator = operator;
  }

  public static FunctionEntry function(String category, String name) {
    return new FunctionEntry(category, name, false);
  }

  public static FunctionEntry operator(String category, String name) {
    return new FunctionEntry(category, name, true);
  }

  public FunctionEntry help(String sentence) {
    help = sentence;
    return this;
  }

  public FunctionEntry arguments(Parameter... parameters) {
    leading = List.of(parameters);
    return this;
  }

  public FunctionEntry repeating(int least, Parameter... parameters) {
    minRepeats = least;
    repeated = List.of(parameters);
    return this;
  }

  public FunctionEntry optional(Parameter... parameters) {
    optional = List.of(parameters);
    return this;
  }

  public FunctionEntry returns(ValueType type) {
    result = new Result.Always(type);
    return this;
  }

  public FunctionEntry returnsShared(int sharing) {
    result = new Result.Shared(sharing);
    return this;
  }

  public FunctionEntry nulls(Nulls policy) {
    nulls = policy;
    return this;
  }

  /** Checks what is written in a call. */
  public FunctionEntry constants(Constants check) {
    constants = check;
    return this;
  }

  public FunctionEntry example(String formula, @Nullable Object expected) {
    example = new Function.Example(formula, expected);
    return this;
  }

  public FunctionEntry local(Definition.OfValues meaning) {
    definition = new Definition.Scalar(meaning);
    return this;
  }

  public FunctionEntry overRows(Definition.OfRows meaning) {
    definition = new Definition.Aggregate(meaning);
    return this;
  }

  public FunctionEntry overOrder(Definition.OfOrder meaning) {
    definition = new Definition.Window(meaning);
    return this;
  }

  /** For functions of an aggregate over other rows. */
  public FunctionEntry around(boolean here, Definition.OfLevels meaning) {
    definition = new Definition.Around(meaning, here);
    return this;
  }

  /** For functions of what is known where the formula is evaluated. */
  public FunctionEntry about(Definition.OfContext meaning) {
    definition = new Definition.Context(meaning);
    lowering = this::nowhere;
    return this;
  }

  private Fragment nowhere(SqlContext context, List<Fragment> arguments) {
    throw context.unsupported(name + " cannot be computed here.");
  }

  /** For functions that look into another element: the statement is what differs, not this call. */
  public FunctionEntry lookup(boolean total) {
    definition = new Definition.Lookup(total);
    lowering = this::nowhere;
    return this;
  }

  /** For functions whose SQL depends on how the warehouse holds their arguments. */
  public FunctionEntry lowered(Lowering how) {
    lowering = how;
    return this;
  }

  /** The SQL of one dialect; {@code {name}} stands for an argument. */
  public FunctionEntry on(Dialect dialect, String sql) {
    if (template == null) {
      template = TemplateOperator.named(name);
    }
    template.on(dialect, withPositions(sql));
    return this;
  }

  private String withPositions(String sql) {
    List<Parameter> all = new ArrayList<>(leading);
    all.addAll(optional);
    String result = sql;
    for (int i = 0; i < all.size(); i++) {
      result = result.replace("{" + all.get(i).name() + "}", "{" + i + "}");
    }
    return result;
  }

  public Function build() {
    Parameters parameters = new Parameters(leading, repeated, minRepeats, optional);
    Result type = Objects.requireNonNull(result, name);
    return new Function(
        name,
        category,
        operator,
        help,
        parameters,
        type,
        nulls,
        constants,
        Objects.requireNonNull(example, name),
        Objects.requireNonNull(definition, name),
        lowering == null ? byTemplate(type) : lowering);
  }

  private Lowering byTemplate(Result type) {
    TemplateOperator sql = Objects.requireNonNull(template, name).build();
    ValueType resultType = type instanceof Result.Always always ? always.type() : ValueType.TEXT;
    return (context, arguments) -> context.call(sql, context.typeOf(resultType), arguments);
  }
}
