using System.Text.Json;
using System.Text.RegularExpressions;

namespace IpStrategy.Conventions.Tests;

/// <summary>A setting nobody explains is a setting nobody dares to touch.</summary>
public sealed partial class SettingsTests
{
    [Fact]
    public void Every_setting_of_the_file_is_explained_and_every_explained_one_is_there()
    {
        using var file = JsonDocument.Parse(
            Repository.Read("appsettings.json"),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        var settings = Leaves(file.RootElement, "").ToDictionary(s => s.Name, s => s.Value);
        var explained = Repository
            .Lines("docs/settings.md")
            .Select(l => Row().Match(l.Text))
            .Where(m => m.Success)
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value);

        Assert.Equal(settings.Keys.Order(StringComparer.Ordinal), explained.Keys.Order(StringComparer.Ordinal));
        Assert.All(settings, s => Assert.Equal(s.Value, explained[s.Key]));
    }

    private static IEnumerable<(string Name, string Value)> Leaves(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(p => Leaves(p.Value, name.Length == 0 ? p.Name : $"{name}:{p.Name}"))
            : [(name, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText())];

    // | `Section:Name` | `default` | meaning |; a name on the command line starts with two hyphens and is none.
    [GeneratedRegex(@"^\| `(?<name>[A-Z][\w.:]*)` \| (`(?<value>[^`]*)`)? ?\|")]
    private static partial Regex Row();
}
