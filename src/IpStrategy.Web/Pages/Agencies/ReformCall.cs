using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Agencies;

/// <summary>An order on its way to the preview, or back to the form when it cannot be.</summary>
internal sealed record ReformCall(ReorganisationDocument Order, CarryOutReorganisation CarryOut, HttpContext Http)
{
    /// <param name="why">Why it was not carried out; null where nobody asked for it yet.</param>
    public async Task<IResult> ShowAsync(Refusal? why)
    {
        var preview = await CarryOut.PreviewAsync(Order, Http.User.Actor(), Http.RequestAborted);
        if (preview.Refusal is { } refusal)
        {
            var form = ReorganisationForm.FormOf(Order) with { Problem = RefusalTexts.Of(refusal) };
            return Show.Page<ReorganisationFormPage>(form, Problems.StatusOf(refusal));
        }
        // What stands chosen is part of the order that is seen.
        var seen = Order with
        {
            Choices = Choices(preview.Value),
            Accounts = Accounts(preview.Value),
        };
        var again = await CarryOut.PreviewAsync(seen, Http.User.Actor(), Http.RequestAborted);
        return Show.Page<ReorganisationPreviewPage>(
            new ReorganisationPreviewModel(
                seen,
                again.Value,
                JsonSerializer.Serialize(seen),
                why is null ? null : RefusalTexts.Of(why)
            ),
            why is null ? StatusCodes.Status200OK : Problems.StatusOf(why)
        );
    }

    private static ImmutableArray<AssignmentChoice> Choices(ReorganisationPreview preview) =>
        [
            .. preview
                .Assignments.Where(a => a.Choices.Length > 0)
                .Select(a => new AssignmentChoice(a.AssignmentId, a.Choices[0].Chosen))
                .DistinctBy(c => c.AssignmentId),
        ];

    private static ImmutableArray<AccountChoice> Accounts(ReorganisationPreview preview) =>
        [
            .. preview
                .Accounts.Where(a => a.Heirs.Length > 1 && a.To is not null)
                .Select(a => new AccountChoice(a.UserName, a.To!.Code)),
        ];
}
