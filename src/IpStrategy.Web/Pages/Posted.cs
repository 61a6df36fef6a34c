using System.Collections.Immutable;

namespace IpStrategy.Web.Pages;

/// <summary>A form as it was sent, with what a page needs to show it again.</summary>
public sealed class Posted
{
    /// <summary>The name of the mark that asks to show the form again instead of acting on it.</summary>
    public const string ResumeMark = "_resume";

    // A page that carries a form on must not carry these: they would stand in its source.
    private static readonly ImmutableArray<string> Secrets = ["password", "again", "currentPassword", "code"];

    private readonly IFormCollection _form;

    private Posted(IFormCollection form) => _form = form;

    /// <summary>Minimal endpoints call this for a parameter of this type.</summary>
    public static async ValueTask<Posted> BindAsync(HttpContext http) =>
        new(
            http.Request.HasFormContentType
                ? await http.Request.ReadFormAsync(http.RequestAborted)
                : FormCollection.Empty
        );

    /// <summary>True after a session or a token had run out: the typed text is shown again, nothing is done yet.</summary>
    public bool IsResumed => _form.ContainsKey(ResumeMark);

    public string? Key => Text("key");

    public int? Version => int.TryParse(_form["version"], out var version) ? version : null;

    public IFormFile? File(string name) => _form.Files.GetFile(name) is { Length: > 0 } file ? file : null;

    /// <summary>The field's text, null when there is none or only white space.</summary>
    public string? Text(string name) => Raw(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The field's text as typed.</summary>
    public string? Raw(string name) => _form.TryGetValue(name, out var values) ? values.ToString() : null;

    public ImmutableArray<string> All(string name) =>
        [.. _form[name].Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!)];

    public bool Has(string name, string value) => _form[name].Contains(value);

    /// <summary>All that was sent, in one text: the same key with another is refused.</summary>
    public string Fingerprint =>
        string.Join(
            '\n',
            _form
                .Where(f => !f.Key.StartsWith('_') && f.Key is not ("key" or "version"))
                .OrderBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => $"{f.Key}={f.Value}")
        );

    /// <summary>The fields whose names begin so, without that beginning.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Under(string prefix) =>
        [
            .. _form
                .Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal))
                .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key[prefix.Length..], v ?? ""))),
        ];

    /// <summary>Everything typed, to be carried through a page in between; without the token and the marks.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Kept(string tokenField) =>
        [
            .. _form
                .Where(f => f.Key != tokenField && f.Key != ResumeMark && !Secrets.Contains(f.Key))
                .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))),
        ];
}
