package dev.millrace.bpmn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@AnalyzeClasses(
    packages = "dev.millrace.bpmn",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule itSeesWorkbooksAndNothingThatRuns =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.bpmn..",
              "dev.millrace.workbook..",
              "dev.millrace.formula",
              "java..",
              "org.jspecify..",
              "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule onlyTemplatesAreJson =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.millrace.bpmn.template")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule noCycles = slices().matching("dev.millrace.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noDumpingGround =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl|DTO|Data|Info)");

  @ArchTest
  static void noPackageHasMoreThanFifteenTypes(JavaClasses all) {
    assertThat(
            all.stream()
                .filter(Predicate.not(JavaClass::isNestedClass))
                .filter(each -> !each.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
        .allSatisfy((name, types) -> assertThat(types).as(name).isLessThanOrEqualTo(15));
  }

  @ArchTest
  static void noFileIsTooLong(JavaClasses all) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      for (Path source : sources) {
        int cap = source.startsWith("src/main") ? 300 : 400;
        assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThanOrEqualTo(cap);
      }
    }
  }
}
