using IpStrategy.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IpStrategy.Web.Api;

/// <summary>What /openapi/v1.json says beyond what endpoints say of themselves.</summary>
internal static class OpenApiDescription
{
    public const string DocumentName = "v1";
    private const string Path = $"/openapi/{DocumentName}.json";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                Describe(document);
                return Task.CompletedTask;
            }
        );
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
                {
                    Describe(schema);
                }
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                Describe(operation, context);
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>The page on which people try it out.</summary>
    public static void UseApiPage(this WebApplication app) =>
        app.UseSwaggerUI(o =>
        {
            o.RoutePrefix = "swagger";
            o.DocumentTitle = "IpStrategy API";
            o.SwaggerEndpoint(Path, "IpStrategy v1");
            // The validator is another host; no other host is asked for anything.
            o.EnableValidator(null);
        });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "IpStrategy",
            Version = DocumentName,
            Description =
                "Ids are opaque strings, instants ISO 8601 with offset. Errors are problem details (RFC 9457) with a stable `code`; "
                + "`detail` is in the language of Accept-Language (zh-CN or en).",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Schemes.Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The accessToken of POST /api/auth/login.",
        };
    }

    /// <summary>What every problem carries beyond RFC 9457; further facts of a refusal stand beside it by name.</summary>
    private static void Describe(OpenApiSchema problem)
    {
        problem.Properties ??= new Dictionary<string, IOpenApiSchema>();
        problem.Properties["code"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "Stable name of the refusal, such as WORK_ITEM_IS_NOT_YOURS.",
        };
        problem.Required = new HashSet<string> { "status", "title", "detail", "code" };
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var name in metadata.OfType<QueryNames>().SelectMany(q => q.Names))
        {
            var choices = metadata.OfType<QueryChoices>().LastOrDefault(c => c.Name == name);
            operation.Parameters.Add(QueryParameters.Describe(name, choices));
        }
        if (metadata.OfType<TakesIdempotencyKey>().Any())
        {
            operation.Parameters.Add(QueryParameters.IdempotencyKey);
        }
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security ??= [];
            var scheme = new OpenApiSecuritySchemeReference(Schemes.Bearer, context.Document);
            operation.Security.Add(new OpenApiSecurityRequirement { [scheme] = [] });
        }
    }
}
