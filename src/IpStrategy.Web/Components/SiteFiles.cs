using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace IpStrategy.Web.Components;

/// <summary>
/// Addresses of style sheets and scripts, with a mark of their content, so that browsers may keep them for good and still
/// get a new version at once. What was not built (htmx comes by npm) is left out, and pages work without it.
/// </summary>
public sealed class SiteFiles(IWebHostEnvironment environment)
{
    private static readonly ImmutableArray<string> AllSheets =
    [
        "css/tokens.css",
        "css/frame.css",
        "css/content.css",
        "css/controls.css",
        "css/folds.css",
        "css/tables.css",
        "css/parts.css",
        "css/narrow.css",
    ];

    private static readonly ImmutableArray<string> AllScripts = ["lib/htmx.min.js", "js/site.js"];

    private readonly ConcurrentDictionary<string, string> _addresses = new(StringComparer.Ordinal);

    public IEnumerable<string> Sheets => AllSheets.Where(Exists);

    public IEnumerable<string> Scripts => AllScripts.Where(Exists);

    public string Of(string path) => _addresses.GetOrAdd(path, Address);

    private bool Exists(string path) => environment.WebRootFileProvider.GetFileInfo(path).Exists;

    private string Address(string path)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists)
        {
            return "/" + path;
        }
        using var content = file.CreateReadStream();
        return $"/{path}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }
}
