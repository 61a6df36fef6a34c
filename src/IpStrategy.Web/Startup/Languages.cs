using Microsoft.AspNetCore.Localization;

namespace IpStrategy.Web.Startup;

/// <summary>Chinese, and English for those who ask for it: by a cookie on pages, or else by Accept-Language.</summary>
internal static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static IServiceCollection AddLanguages(this IServiceCollection services) =>
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.DefaultRequestCulture = new RequestCulture(Chinese);
            // "zh" and its scripts mean the same texts here.
            o.SupportedCultures = [new(Chinese), new("zh"), new("zh-Hans"), new(English)];
            o.SupportedUICultures = o.SupportedCultures;
            // Not by the query: an unknown parameter is a mistake there.
            o.RequestCultureProviders =
            [
                new CookieRequestCultureProvider(),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
            o.ApplyCurrentCultureToResponseHeaders = true;
        });
}
