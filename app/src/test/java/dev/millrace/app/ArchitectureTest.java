package dev.millrace.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;

@AnalyzeClasses(packages = "dev.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule nothingDependsOnTheApp =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.millrace.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.millrace.app..");

  @ArchTest
  static final ArchRule camundaStaysBehindThePort =
      noClasses()
          .that()
          .resideInAPackage("dev.millrace.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.camunda..", "dev.millrace.engine.embedded..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.millrace.app.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCommandLineStartsNoSpring =
      noClasses()
          .that()
          .resideInAPackage("dev.millrace.app.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule constructorInjectionOnly =
      fields()
          .should()
          .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .andShould()
          .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value");

  @ArchTest
  static final ArchRule controllersAreNobodysToCall =
      classes()
          .that()
          .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule noDumpingGround =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl|DTO|Data|Info)");

  /** A package is one idea. */
  @ArchTest
  static void packagesStaySmall(JavaClasses all) {
    Map<String, Long> sizes =
        all.that(resideInAPackage("dev.millrace.app..")).stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(15));
  }
}
