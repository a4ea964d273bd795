package dev.millrace.app.wiring;

import dev.millrace.bpmn.SequenceCompiler;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.language.Language;
import dev.millrace.workbook.file.WorkbookFiles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is pure: the formula language, workbook files, the compiler. */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {
  @Bean
  Language formulas() {
    return new Language();
  }

  @Bean
  WorkbookFiles workbookFiles(Formulas formulas) {
    return new WorkbookFiles(formulas);
  }

  @Bean
  SequenceCompiler sequenceCompiler() {
    return new SequenceCompiler();
  }
}
