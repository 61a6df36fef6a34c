using System.Security.Cryptography;
using IpStrategy.Application;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Demo;
using IpStrategy.Persistence;

namespace IpStrategy.Web.Startup;

/// <summary>How the program ends when it cannot begin.</summary>
internal enum ExitCode
{
    Done = 0,
    WrongArguments = 2,
    DatabaseCannotBeUsed = 3,
    AddressCannotBeUsed = 4,
}

/// <summary>What happens before the first request: the schema, the reference data, and the demonstration or the way in.</summary>
internal sealed class Opening(
    IServiceScopeFactory scopes,
    HostSettings settings,
    IConfiguration configuration,
    ILogger<Opening> log
)
{
    private const string PasswordCharacters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int PasswordLength = 16;
    private string? _password;
    private string? _setupToken;

    public async Task<ExitCode> PrepareAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        try
        {
            await services.GetRequiredService<DatabaseSchema>().MigrateAsync(cancel);
        }
        catch (SchemaException e)
        {
            log.LogCritical("{Message}", SchemaMessages.Of(e, settings));
            return ExitCode.DatabaseCannotBeUsed;
        }
        if (WhyNot(await services.GetRequiredService<InstallationMark>().ReadAsync(cancel)) is { } reason)
        {
            log.LogCritical("{Message}", reason);
            return ExitCode.WrongArguments;
        }
        var installation = services.GetRequiredService<Installation>();
        await installation.PrepareAsync(await ShippedWith.ReadAsync(cancel), cancel);
        if (settings.Demo is { } demo)
        {
            await PrepareDemoAsync(services, demo, cancel);
        }
        else
        {
            _setupToken = await services.GetRequiredService<CreateFirstAdministrator>().MakeTokenAsync(cancel);
        }
        return ExitCode.Done;
    }

    /// <summary>Says once how to get in; the only place where a password or a token is written to the log.</summary>
    public void Announce(string address)
    {
        if (_password is { } password)
        {
            log.LogInformation(
                """
                演示已就绪 the demonstration is ready: {Address}
                  密码 password for all accounts: {Password}
                  账号 accounts: office.clerk 经办 · office.director 主任 · group.deputy 副组长 · leadership 分管领导
                                 zscqj.officer 承办人 · zscqj.leader 单位领导, and so for every agency
                """,
                address,
                password
            );
        }
        if (_setupToken is { } token)
        {
            log.LogWarning(
                """
                还没有账号 there are no accounts yet. 请用以下一次性链接建立首位管理员 make the first administrator with this one-time link:
                  {Address}/setup?token={Token}
                """,
                address,
                token
            );
        }
    }

    private string? WhyNot(InstallationKind kind) =>
        kind switch
        {
            InstallationKind.Real when settings.Demo is not null =>
                $"{settings.DataFolder} 中是正式数据,不能用于演示 holds a real installation and is not for a demonstration. "
                    + "请用 --data 另选目录 choose another folder with --data.",
            InstallationKind.Demo when Loopback.FirstOther(configuration) is { } other =>
                $"{settings.DataFolder} 中是演示数据,只能在本机地址上运行 holds a demonstration, "
                    + $"which runs on a loopback address only, not on {other}.",
            _ => null,
        };

    private async Task PrepareDemoAsync(IServiceProvider services, DemoSettings demo, CancellationToken cancel)
    {
        if (!await services.GetRequiredService<MoveDemoClock>().RestoreAsync(demo.Clock, cancel))
        {
            log.LogWarning(
                "演示时钟已晚于 --clock,保持不变 the demonstration's clock is past --clock already and stays."
            );
        }
        await services.GetRequiredService<InstallationMark>().MarkAsDemoAsync(cancel);
        var installation = services.GetRequiredService<DemoInstallation>();
        _password = demo.Password ?? RandomNumberGenerator.GetString(PasswordCharacters, PasswordLength);
        await installation.PrepareAccountsAsync(_password, cancel);
        if (await installation.PreparePlanAsync(await ShippedWith.ModelNoticeAsync(cancel), cancel) is { } refusal)
        {
            throw new InvalidOperationException($"The shipped notice cannot be issued: {refusal}");
        }
    }
}
