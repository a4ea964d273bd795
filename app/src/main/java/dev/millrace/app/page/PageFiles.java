package dev.millrace.app.page;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the built pages. An address without a file is one of the application's own routes. */
@Configuration(proxyBeanMethods = false)
class PageFiles implements WebMvcConfigurer {
  private static final String PLACE = "classpath:/static/";

  /** Built files carry a hash of their content in their name. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(PLACE + "assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    registry
        .addResourceHandler("/**")
        .addResourceLocations(PLACE)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(false)
        .addResolver(new Routes());
  }

  /** Answers routes with the one page; what looks like a file or belongs to the API is not one. */
  private static final class Routes extends PathResourceResolver {
    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      Resource file = super.getResource(path, location);
      return file == null && isRoute(path) ? super.getResource("index.html", location) : file;
    }

    private static boolean isRoute(String path) {
      return !path.startsWith("api/")
          && !path.startsWith("health/")
          && path.substring(path.lastIndexOf('/') + 1).indexOf('.') < 0;
    }
  }
}
