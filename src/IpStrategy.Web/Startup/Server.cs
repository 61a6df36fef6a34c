using IpStrategy.Application.Accounts;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Plans;
using Microsoft.AspNetCore.Connections;

namespace IpStrategy.Web.Startup;

/// <summary>The life of the program: put together, opened, served, stopped.</summary>
internal static class Server
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = HostArguments.Read(args, Environment.GetEnvironmentVariable(HostArguments.DataVariable));
        await using var app = Composition.Build(arguments);
        return (int)await RunAsync(app, arguments);
    }

    private static async Task<ExitCode> RunAsync(WebApplication app, HostArguments arguments)
    {
        if (arguments.Mistake is { } mistake)
        {
            app.Logger.LogCritical("参数有误 wrong arguments: {Mistake}", mistake);
            return ExitCode.WrongArguments;
        }
        if (arguments.Settings.Demo is not null && Loopback.FirstOther(app.Configuration) is { } other)
        {
            app.Logger.LogCritical(
                "演示只能在本机地址上运行 a demonstration runs on a loopback address only, not on {Address}",
                other
            );
            return ExitCode.WrongArguments;
        }
        if (MistakeInSettings(app.Services.GetRequiredService<PlanSettings>()) is { } wrong)
        {
            app.Logger.LogCritical("设置有误 a setting is wrong: Plans:LetterNumber: {Mistake}", wrong);
            return ExitCode.WrongArguments;
        }
        if (MistakeIn(app.Services) is { } setting)
        {
            app.Logger.LogCritical("设置有误 wrong settings: {Mistake}", setting);
            return ExitCode.WrongArguments;
        }
        var opening = app.Services.GetRequiredService<Opening>();
        var opened = await opening.PrepareAsync(CancellationToken.None);
        return opened == ExitCode.Done ? await ServeAsync(app, opening) : opened;
    }

    private static string? MistakeInSettings(PlanSettings plans) => LetterNumbering.MistakeIn(plans.LetterNumber);

    private static string? MistakeIn(IServiceProvider services) =>
        services.GetRequiredService<OidcSettings>().Mistake
        ?? (
            services.GetRequiredService<SecondFactorSettings>().Mistake is { } post
                ? $"{SecondFactorSettings.Section}:RequiredFor {post}?"
                : null
        );

    private static async Task<ExitCode> ServeAsync(WebApplication app, Opening opening)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            app.Logger.LogCritical("地址不能使用 the address cannot be used: {Message}", e.Message);
            return ExitCode.AddressCannotBeUsed;
        }
        opening.Announce(app.Urls.FirstOrDefault() ?? "");
        await app.WaitForShutdownAsync();
        return ExitCode.Done;
    }
}
