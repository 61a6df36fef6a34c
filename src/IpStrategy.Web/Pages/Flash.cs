using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace IpStrategy.Web.Pages;

/// <summary>
/// What was just done, shown once on the page a form leads to. A cookie of a minute: a reload shows it no more, and
/// nothing is kept on the server.
/// </summary>
internal static class Flash
{
    private const string Name = "ipstrategy.flash";
    private const char Separator = '\u001F';
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    /// <param name="key">A text of <c>Done.*</c>.</param>
    public static void Set(HttpContext http, string key, params ReadOnlySpan<string> arguments)
    {
        var text = string.Join(Separator, [key, .. arguments]);
        http.Response.Cookies.Append(Name, WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text)), Options(http));
    }

    /// <summary>The sentence, or null; it is gone afterwards.</summary>
    public static string? Take(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(Name, out var cookie))
        {
            return null;
        }
        http.Response.Cookies.Delete(Name, Options(http));
        return Read(cookie) is [var key, .. var arguments] && key.StartsWith("Done.", StringComparison.Ordinal)
            ? Texts.Wording.FindDone(key, arguments)
            : null;
    }

    private static string[] Read(string cookie)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cookie)).Split(Separator);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static CookieOptions Options(HttpContext http) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Life,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        };
}
