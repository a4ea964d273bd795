package dev.millrace.app.limit;

import dev.millrace.app.settings.MillraceSettings;
import java.time.Clock;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the limits before the controllers. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration implements WebMvcConfigurer {
  private final LimitInterceptor limits;

  LimitConfiguration(MillraceSettings settings, Clock clock) {
    limits = new LimitInterceptor(settings.limits(), clock);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(limits);
  }
}
