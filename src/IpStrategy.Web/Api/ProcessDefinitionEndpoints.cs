using System.Collections.Immutable;
using System.Security.Cryptography;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>流程定义 over HTTP: deploy versions, look at them.</summary>
internal static class ProcessDefinitionEndpoints
{
    private const int MostBytes = 4 * 1024 * 1024;

    public static void MapProcessDefinitions(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/process-definitions")
            .WithTags("process definitions")
            .For(Operation.AdministerProcesses)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        definitions
            .MapPost("/", DeployAsync)
            .WithSummary("Deploy BPMN files, all or none: the body is one file, or a form with several")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<Deployment>()
            .Produces<Deployment>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        definitions
            .MapGet("/", ListAsync)
            .TakesPages()
            .TakesQuery("process")
            .TakesChoice<VersionChoice>("versions")
            .WithSummary("Deployed processes, the latest deployment first")
            .Produces<Page<DefinitionView>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        definitions
            .MapGet("/{id}", OneAsync)
            .WithSummary("One version with its file and what starts it; by process id the newest")
            .Produces<DefinitionView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> DeployAsync(
        HttpContext context,
        DeployDefinitions deploy,
        CancellationToken cancel
    )
    {
        var (files, wrong) = await Uploads.ReadAllAsync(context.Request, "process.bpmn", MostBytes, cancel);
        if (wrong is not null)
        {
            return Problems.Of(wrong);
        }
        var named = files.Select(f => new NamedFile(f.Name, f.Content)).ToImmutableArray();
        var read = WriteReader.Of(
            context,
            named.Select(f => new { f.Name, Hash = Convert.ToHexString(SHA256.HashData(f.Content)) })
        );
        if (read.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }
        var outcome = await deploy.RunAsync(named, read.Request, context.User.Actor(), cancel);
        return outcome.IsRefused ? Problems.Of(outcome.Refusal!)
            : outcome.Value.Definitions.Any(d => d.IsNew)
                ? TypedResults.Created(
                    $"/api/process-definitions/{outcome.Value.Definitions[0].ProcessId}",
                    outcome.Value
                )
            : TypedResults.Ok(outcome.Value);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        ProcessDefinitions definitions,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new DefinitionFilter(
            query.Choice<VersionChoice>("versions") ?? VersionChoice.Newest,
            query.Text("process"),
            query.PageSize(),
            query.Id("after")
        );
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(await definitions.RunAsync(filter, context.User.Actor(), cancel));
    }

    private static async Task<IResult> OneAsync(
        string id,
        HttpContext context,
        ProcessDefinitions definitions,
        CancellationToken cancel
    ) => Problems.OkOrNotThere(await definitions.OneAsync(id, context.User.Actor(), cancel));
}
