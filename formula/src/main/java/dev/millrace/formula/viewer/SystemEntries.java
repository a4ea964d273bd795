package dev.millrace.formula.viewer;

import static dev.millrace.formula.ValueType.LOGICAL;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.function.Parameter.writtenText;

import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import java.util.List;
import java.util.stream.Stream;

/**
 * Functions about the person who looks. Their examples are evaluated for Ada Lovelace,
 * ada@example.com, of the team Engines and the region North, in London.
 */
public final class SystemEntries {
  public static final List<Function> ALL =
      Stream.of(
              function("CurrentUserEmail")
                  .help("E-mail address of the person who looks.")
                  .returns(TEXT)
                  .example("CurrentUserEmail()", "ada@example.com")
                  .about(written -> List.of(Viewer.EMAIL)),
              function("CurrentUserFirstName")
                  .help("First name of the person who looks; Null if it is not known.")
                  .returns(TEXT)
                  .example("CurrentUserFirstName()", "Ada")
                  .about(written -> List.of(Viewer.FIRST_NAME)),
              function("CurrentUserFullName")
                  .help("Name of the person who looks; Null if it is not known.")
                  .returns(TEXT)
                  .example("CurrentUserFullName()", "Ada Lovelace")
                  .about(written -> List.of(Viewer.FULL_NAME)),
              function("CurrentUserInTeam")
                  .help("Whether the person who looks belongs to one of the teams.")
                  .arguments(writtenText("team"))
                  .repeating(0, writtenText("other"))
                  .returns(LOGICAL)
                  .example("CurrentUserInTeam(\"Looms\", \"Engines\")", true)
                  .about(written -> written.stream().map(Viewer::team).toList()),
              function("CurrentUserAttributeText")
                  .help("An attribute of the person who looks; Null if there is none.")
                  .arguments(writtenText("attribute_name"))
                  .returns(TEXT)
                  .example("CurrentUserAttributeText(\"region\")", "North")
                  .about(written -> List.of(Viewer.attribute(written.getFirst()))),
              function("CurrentTimezone")
                  .help("Time zone of the person who looks, by its IANA name.")
                  .returns(TEXT)
                  .example("CurrentTimezone()", "Europe/London")
                  .about(written -> List.of(Viewer.ZONE)))
          .map(FunctionEntry::build)
          .toList();

  private SystemEntries() {}

  private static FunctionEntry function(String name) {
    return FunctionEntry.function("System", name);
  }
}
