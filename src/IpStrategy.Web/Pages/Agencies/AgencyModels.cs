using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Sheets;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Agencies;

/// <param name="MayChange">Only the system administrator sees the forms.</param>
/// <param name="Report">What a sheet that was sent would do, or has done.</param>
public sealed record AgenciesModel(
    Page<AgencySummary> Page,
    AgencyFilter Filter,
    bool MayChange,
    string? Problem = null,
    SheetReport? Report = null
)
{
    /// <summary>The address of this list from a mark on.</summary>
    public string From(string? after) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(
            "/agencies",
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["q"] = Filter.Words,
                ["standing"] = Application.Words.Of(Filter.Standing),
                ["kind"] = Filter.Kind is { } kind ? Application.Words.Of(kind) : null,
                ["after"] = after,
            }.Where(p => p.Value is not null)
        );
}

public sealed record AgencyModel(AgencyView Agency, bool MayChange);

public sealed record ReorganisationsModel(Page<ReorganisationSummary> Page, string? After, bool MayChange);

/// <summary>A step as it stands in the form.</summary>
/// <param name="Into">One successor a line: code, or code | short name | full name | scope.</param>
public sealed record StepInput(
    string Kind,
    string On,
    string Agencies,
    string Into,
    string Function,
    string Assignments
)
{
    public static StepInput Empty { get; } = new("merge", "", "", "", "", "");
}

/// <summary>A reorganisation being written down.</summary>
public sealed record ReorganisationFormModel(
    string Title,
    string LegalBasis,
    ImmutableArray<StepInput> Steps,
    string? Problem = null
);

/// <param name="Document">The whole order as JSON, carried through the form.</param>
public sealed record ReorganisationPreviewModel(
    ReorganisationDocument Order,
    ReorganisationPreview Preview,
    string Document,
    string? Problem = null
);

public sealed record ReorganisationModel(ReorganisationView Reorganisation, bool MayChange);

/// <summary>撤回: why, and why not.</summary>
public sealed record WithdrawalModel(ReorganisationView Reorganisation, string? Reason, Refusal? Refusal = null);
