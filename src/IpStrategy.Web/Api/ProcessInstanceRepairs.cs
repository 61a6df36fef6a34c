using IpStrategy.Application;
using IpStrategy.Application.Processes;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>What brings an instance back on its way that its diagram alone would not: variables, ad-hoc work, another diagram.</summary>
internal static class ProcessInstanceRepairs
{
    public static void MapRepairs(this RouteGroupBuilder instances)
    {
        instances
            .MapPut("/{id}/variables", SetVariablesAsync)
            .WithSummary("Set variables from outside, such as those an incident comes from")
            .AnswersWithInstance();
        instances
            .MapPost("/{id}/ad-hoc", DriveAdHocAsync)
            .WithSummary("Start an activity that an ad-hoc sub-process offers, or end the sub-process")
            .AnswersWithInstance();
        instances
            .MapPost("/{id}/migration", MigrateAsync)
            .WithSummary("Move it to another definition, everything or nothing")
            .WithDescription("With dryRun the answer is a report of what stands in the way, and nothing moves.")
            .AnswersWithInstance();
    }

    private static Task<IResult> SetVariablesAsync(
        string id,
        VariablesBody body,
        HttpContext context,
        ChangeInstance change,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        var order = new VariablesOrder(
            read.Id("$.element", body.Element),
            read.Variables("$.variables", body.Variables)
        );
        return ProcessInstanceEndpoints.ChangeAsync(
            id,
            read,
            (number, request) => change.SetVariablesAsync(number, order, request, context.User.Actor(), cancel)
        );
    }

    private static Task<IResult> DriveAdHocAsync(
        string id,
        AdHocBody body,
        HttpContext context,
        ChangeInstance change,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        if (body.Complete == body.Start is not null)
        {
            read.Required<string>("$.start", null);
        }
        var order = new AdHocOrder(
            read.Id("$.element", read.Required("$.element", body.Element)) ?? 0,
            body.Complete ? null : body.Start
        );
        return ProcessInstanceEndpoints.ChangeAsync(
            id,
            read,
            (number, request) => change.DriveAdHocAsync(number, order, request, context.User.Actor(), cancel)
        );
    }

    private static Task<IResult> MigrateAsync(
        string id,
        MigrationBody body,
        HttpContext context,
        MigrateInstance migrate,
        CancellationToken cancel
    )
    {
        var (read, number, actor) = (WriteReader.Of(context, body), Opaque.Read(id) ?? 0, context.User.Actor());
        var order = new MigrationOrder(body.Process, body.Version, body.Ids);
        return body.DryRun
            ? read.RunAsync(() => migrate.TryAsync(number, order, actor, cancel))
            : read.RunAsync(() => migrate.RunAsync(number, order, read.Request, actor, cancel));
    }
}
