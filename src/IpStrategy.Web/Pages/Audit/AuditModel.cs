using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Audit;
using IpStrategy.Web.Texts;

namespace IpStrategy.Web.Pages.Audit;

/// <param name="OwnWork">Null where it was not asked whether anybody signed their own work.</param>
/// <param name="After">Where this page begins; null on the first.</param>
/// <param name="Found">Null unless a verification was just asked for.</param>
public sealed record AuditModel(
    AuditFilter Filter,
    Page<AuditEntryView> Page,
    AuditState State,
    IReadOnlyList<OwnSignature>? OwnWork,
    string? After,
    AuditVerification? Found = null
)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static ImmutableArray<string> Verbs { get; } =
    [
        "sign-in",
        "sign-in-refused",
        "sign-out",
        "claim",
        "unclaim",
        "complete",
        "return",
        "reject",
        "withdraw",
        "take-back",
        "transfer",
        "delegate",
        "resolve",
        "add-signers",
        "remove-signers",
        "urge",
        "take-over",
        "copy-to",
        "request-extension",
        "decide-extension",
        "attach",
        "detach",
        "change-deliverables",
        "open-report",
        "pass-over-report",
        "set-report-cycle",
        "change-target",
        "enter-figure",
        "hand-over",
        "remind",
        "import",
        "mend",
        "issue",
        "start",
        "fire-timer",
        "deploy",
        "suspend",
        "resume",
        "cancel",
        "create",
        "disable",
        "enable",
        "set-password",
        "read",
        "export",
    ];

    public bool IsNarrowed => Filter != new AuditFilter { Direction = Filter.Direction };

    public static string VerbOf(string verb) => Verbs.Contains(verb) ? Wording.Say("Audit.Verb." + verb) : verb;

    public static string PersonOf(AuditEntryView entry) =>
        Domain.Approvals.PersonName.Of(
            entry.Actor.Name.Length > 0 ? entry.Actor.Name : Wording.Say("Audit.Unknown"),
            entry.OnBehalfOf?.Name
        );

    public static string TextOf(JsonElement facts) => JsonSerializer.Serialize(facts, Indented);

    public string Address(string? after)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("person", Filter.Person),
            ("verb", Filter.Verb),
            ("subject", Filter.Subject),
            ("assignment", Filter.Assignment?.ToString(CultureInfo.InvariantCulture)),
            ("from", Day(Filter.From)),
            ("to", Day(Filter.To)),
            ("after", after),
        };
        var query = parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}");
        return "/audit?" + string.Join('&', query);
    }

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
