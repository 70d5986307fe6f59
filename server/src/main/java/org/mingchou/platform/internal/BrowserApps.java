package org.mingchou.platform.internal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the desk and the field app: an address without a file behind it is a page of the app itself. */
@Configuration(proxyBeanMethods = false)
class BrowserApps implements WebMvcConfigurer {

    private static final String[] APPS = {"desk", "field"};

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (var app : APPS) {
            // Names of assets carry a hash of their content, so they never change.
            registry.addResourceHandler("/" + app + "/assets/**")
                    .addResourceLocations("classpath:/static/" + app + "/assets/")
                    .setCacheControl(CacheControl.maxAge(365, TimeUnit.DAYS).immutable());
            registry.addResourceHandler("/" + app + "/**")
                    .addResourceLocations("classpath:/static/" + app + "/")
                    .setCacheControl(CacheControl.noCache())
                    .resourceChain(false)
                    .addResolver(new PageOfTheApp());
        }
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (var app : APPS) {
            registry.addRedirectViewController("/" + app, "/" + app + "/");
            registry.addViewController("/" + app + "/").setViewName("forward:/" + app + "/index.html");
        }
    }

    private static final class PageOfTheApp extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            var file = super.getResource(path, location);
            var lastSegment = path.substring(path.lastIndexOf('/') + 1);
            return file != null || lastSegment.contains(".") ? file : super.getResource("index.html", location);
        }
    }
}
