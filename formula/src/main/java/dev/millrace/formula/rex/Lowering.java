package dev.millrace.formula.rex;

import java.util.List;

/** How a call becomes SQL: picks the types and operators for the arguments it is given. */
@FunctionalInterface
public interface Lowering {
  Fragment lower(SqlContext context, List<Fragment> arguments);
}
