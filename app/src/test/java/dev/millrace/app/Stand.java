package dev.millrace.app;

import dev.millrace.warehouse.Warehouse;
import dev.millrace.workers.execution.Executions;
import java.lang.reflect.Proxy;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

@TestConfiguration
class Stand {
  @Bean
  Warehouse warehouse() {
    return stub(Warehouse.class);
  }

  @Bean
  Executions executions() {
    return stub(Executions.class);
  }

  private static <T> T stub(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (p, m, a) -> {
              if (m.getName().equals("close")) return null;
              if (m.getName().equals("ready")) return true;
              if (m.getName().equals("hashCode")) return System.identityHashCode(p);
              if (m.getName().equals("toString")) return "stub";
              throw new UnsupportedOperationException(m.toString());
            }));
  }
}
