using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using IpStrategy.Web.Startup;

namespace IpStrategy.Web.Api;

/// <summary>The HTTP surface for programs: registered and mapped.</summary>
internal static class ApiStartup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o => Configure(o.SerializerOptions));
        // Thrown, so that Exceptions can say where the mistake is; the framework's own answer is an empty 400.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddExceptionHandler<Exceptions>();
        services.AddScoped<WorkItemActions>().AddScoped<UserChanges>();
        services.AddOpenApi(OpenApiDescription.DocumentName, OpenApiDescription.Configure);
        return services;
    }

    public static void MapApi(this WebApplication app, HostSettings settings)
    {
        var api = app.MapGroup("/api").AddEndpointFilter(Queries.RefuseUnknownAsync).DisableAntiforgery(); // AntiforgeryForCookies asks for the token where it is needed
        api.DescribeRefusals();
        api.MapAuth();
        api.MapNotices();
        api.MapPlans();
        api.MapAssignments();
        api.MapAssignmentActions();
        api.MapReports();
        api.MapWorkItems();
        api.MapAttachments();
        api.MapDeliverables();
        api.MapInbox();
        api.MapProxies();
        api.MapUsers();
        api.MapAgencies();
        api.MapAudit();
        api.MapProcessDefinitions();
        api.MapProcessInstances();
        api.MapEvents();
        api.MapExternalWork();
        api.MapIncidents();
        if (settings.Demo is not null)
        {
            api.MapDemo();
        }
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    /// <summary>
    /// What the framework answers without a body, such as 404, 405 and 415, becomes a problem for programs. Stands before the
    /// question who asks: routing's own answers are no endpoints of ours, and 401 would hide what is wrong with the request.
    /// </summary>
    public static void UseApiProblems(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                var isRoutingsAnswer =
                    context.GetEndpoint() is { RequestDelegate: not null } and not RouteEndpoint
                    && Problems.IsForProgram(context.Request);
                await (isRoutingsAnswer ? context.GetEndpoint()!.RequestDelegate!(context) : next(context));
                if (
                    context.Response
                        is { HasStarted: false, ContentLength: null, ContentType: null, StatusCode: var status }
                    && Problems.IsForProgram(context.Request)
                    && Problems.ForBareStatus(status) is { } refusal
                )
                {
                    await Problems.WriteAsync(context, refusal);
                }
            }
        );

    internal static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        // Chinese as it is; what HTML could take for markup stays escaped.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        // A misspelt or doubled name is a mistake of the caller's, not something to pass over.
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
    }
}
