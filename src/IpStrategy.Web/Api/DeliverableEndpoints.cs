using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Deliverables;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>成果 over HTTP: what was promised, what shows it, what the office made of it.</summary>
internal static class DeliverableEndpoints
{
    public static void MapDeliverables(this IEndpointRouteBuilder api)
    {
        var deliverables = api.MapGroup("/assignments").WithTags("assignments");
        deliverables
            .MapGet("/{id}/deliverables", ListAsync)
            .For(Operation.ReadPlans)
            .WithSummary("Promised papers and systems with their evidence, of every undertaking the caller may see")
            .Produces<Page<DeliverableView>>();
        deliverables
            .MapPut("/{id}/deliverables", ChangeAsync)
            .For(Operation.ActOnWorkItem)
            .WithSummary(
                "The office adds, renames, waives; a lead shows by notes and attachments; who checks completion accepts or does not. What is left out stays"
            )
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<Page<DeliverableView>>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(
        string id,
        HttpContext context,
        DeliverablesOfUndertakings deliverables,
        CancellationToken cancel
    ) =>
        Problems.OkOrNotThere(
            Opaque.Read(id) is { } number
                ? await deliverables.OfAssignmentAsync(number, context.User.Actor(), cancel)
                : null
        );

    private static async Task<IResult> ChangeAsync(
        string id,
        DeliverablesBody body,
        HttpContext context,
        KeepDeliverables keep,
        CancellationToken cancel
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Problems.Of(new NothingIsHere());
        }
        var reader = WriteReader.Of(context, body);
        var undertaking = reader.Id("$.undertaking", body.Undertaking);
        var changes = (body.Items ?? []).Select((item, i) => item.ToChange(reader, $"$.items[{i}]")).ToList();
        return await reader.RunAsync(() =>
            keep.RunAsync(
                new DeliverableOrder(number, undertaking, [.. changes]),
                reader.Request,
                context.User.Actor(),
                cancel
            )
        );
    }
}

/// <param name="Undertaking">Where several lead severally; left out = the caller's own.</param>
internal sealed record DeliverablesBody(IReadOnlyList<DeliverableBody>? Items = null, string? Undertaking = null);

/// <param name="Id">Left out = a new one, which the office adds.</param>
/// <param name="Waive">The reason for which it need not be shown; empty = it must be shown after all.</param>
/// <param name="Note">Evidence that is no file: a document number, an address. Empty takes it away.</param>
/// <param name="Attachments">Ids of the attachments that show it from now on.</param>
/// <param name="Reason">Needed with <c>notAccepted</c>.</param>
/// <param name="Version">As it was seen; left out = whatever it is now.</param>
internal sealed record DeliverableBody(
    string? Id = null,
    string? Title = null,
    string? Waive = null,
    string? Note = null,
    IReadOnlyList<string>? Attachments = null,
    DeliverableVerdict? Verdict = null,
    string? Reason = null,
    int? Version = null
)
{
    public DeliverableChange ToChange(WriteReader reader, string path) =>
        new(
            reader.Id($"{path}.id", Id),
            Title,
            Waive,
            Note,
            Attachments is null
                ? null
                : [.. Attachments.Select((a, i) => reader.Id($"{path}.attachments[{i}]", a ?? "") ?? 0)],
            Verdict,
            Reason,
            Version
        );
}
