using IpStrategy.Application.Deliverables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IpStrategy.Application.Attachments;

/// <summary>Puts attachments and deliverables into a host's container.</summary>
internal static class AttachmentServices
{
    public static IServiceCollection AddAttachments(this IServiceCollection services)
    {
        services.TryAddSingleton(new FileSettings());
        services.TryAddSingleton<IFileScan>(p =>
            p.GetRequiredService<FileSettings>().Scanner is { Length: > 0 } address
                ? new ClamdScan(address)
                : new NoScan()
        );
        services.AddSingleton<FileStore>().AddScoped<FileIntake>();
        services.AddScoped<ItemCases>().AddScoped<AttachmentList>().AddScoped<DeliverableStep>();
        services.AddScoped<DeliverablesOfUndertakings>();
        services
            .AddScoped(p => ApplicationServices.Make<AttachFile>(p))
            .AddScoped(p => ApplicationServices.Make<ReadAttachment>(p))
            .AddScoped(p => ApplicationServices.Make<RemoveAttachment>(p))
            .AddScoped(p => ApplicationServices.Make<ScanAttachments>(p))
            .AddScoped(p => ApplicationServices.Make<KeepFiles>(p))
            .AddScoped(p => ApplicationServices.Make<DeliverableDesks>(p))
            .AddScoped(p => ApplicationServices.Make<KeepDeliverables>(p));
        return services;
    }
}
