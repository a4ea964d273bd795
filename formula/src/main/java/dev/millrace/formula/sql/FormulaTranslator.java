package dev.millrace.formula.sql;

import dev.millrace.formula.function.Definition;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.tree.Node;
import dev.millrace.formula.tree.Subtotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A checked formula as an expression over the slots of a statement. */
final class FormulaTranslator {
  private final SqlContext context;
  private final Columns columns;

  FormulaTranslator(SqlContext context, Columns columns) {
    this.context = context;
    this.columns = columns;
  }

  /** What names stand for. */
  interface Columns {
    Fragment named(Node.Name name);

    /** The call's value, if it goes over the rows of another element. */
    Optional<Fragment> elsewhere(Node.Call call);
  }

  Fragment translate(Node node) {
    return switch (node) {
      case Node.Literal literal ->
          literal.value() == null
              ? context.nullOf(context.typeOf(literal.type()))
              : context.literal(literal.value());
      case Node.Name name -> {
        context.at(name.span().offset(), name.span().length());
        yield columns.named(name);
      }
      case Node.Call call -> {
        // Without a lambda around what goes deeper: every frame counts in a deep formula.
        Optional<Fragment> elsewhere = columns.elsewhere(call);
        yield elsewhere.isPresent() ? elsewhere.get() : call(call);
      }
    };
  }

  private Fragment call(Node.Call call) {
    Function function = call.function();
    if (function.definition() instanceof Definition.Around(var of, boolean here)) {
      return around(call, here);
    }
    List<Parameter> places = function.parameters().places(call.arguments().size());
    List<Fragment> arguments = new ArrayList<>();
    boolean nothing = false;
    for (int i = 0; i < places.size(); i++) {
      Fragment argument = translate(call.arguments().get(i));
      nothing |= argument.isNull();
      boolean counts = places.get(i).use() == Parameter.Use.COUNT && !argument.isNull();
      arguments.add(counts ? context.count(argument) : argument);
    }
    context.at(call.span().offset(), call.span().length());
    if (nothing && function.nulls() == Nulls.STRICT) {
      return context.nullOf(context.typeOf(call.type()));
    }
    return function.lowering().lower(context, arguments);
  }

  private Fragment around(Node.Call call, boolean here) {
    Node aggregate = call.arguments().getFirst();
    List<Fragment> arguments = new ArrayList<>();
    if (here) {
      arguments.add(translate(aggregate));
    }
    int keys = Subtotals.keys(call, context.groupKeys());
    arguments.add(context.around(keys, () -> translate(aggregate)));
    context.at(call.span().offset(), call.span().length());
    return call.function().lowering().lower(context, arguments);
  }
}
