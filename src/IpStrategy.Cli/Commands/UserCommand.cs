using System.CommandLine;
using IpStrategy.Application;
using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Cli.Commands;

/// <summary><c>ipstrategy user add|disable|password|reset-second-factor</c>: accounts, for an operator without a browser.</summary>
internal static class UserCommand
{
    // Whoever may open the database stands in for either administrator; what is recorded says where it came from.
    private static async Task<Outcome<AccountView>> AsEitherAsync(Func<Actor, Task<Outcome<AccountView>>> act)
    {
        var outcome = await act(Operator(Post.SystemAdministrator));
        return outcome.Refusal is AnotherAdministratorDoesThat another ? await act(Operator(another.Post)) : outcome;
    }

    private static Actor Operator(Post post) => new(0, "ipstrategy", post, null);

    public static Command Create() =>
        new("user", "账号 / accounts") { Add(), Disable(), Password(), ResetSecondFactor() };

    private static Command Add()
    {
        var (name, passwordStdin, fields) = (UserName(), PasswordStdin(), new AccountFields());
        var add = new Command(
            "add",
            "新建账号,口令取自标准输入 / makes an account; the password comes from standard input"
        )
        {
            name,
            passwordStdin,
        };
        fields.AddTo(add);
        return OnDatabase(
            add,
            (parsed, services, cancel) =>
            {
                var (account, password) = (
                    fields.Read(parsed, parsed.GetRequiredValue(name)),
                    Secret.Read(parsed, passwordStdin)
                );
                var create = services.GetRequiredService<CreateUser>();
                var maker = Operator(AdministratorDuties.WhoDoes(AccountAct.Make, account.Post));
                var key = Operator(AdministratorDuties.WhoDoes(AccountAct.SetPassword, account.Post));
                return create.RunAsync(account, new FirstPassword(password, key), maker, cancel);
            }
        );
    }

    private static Command Disable()
    {
        var name = UserName();
        var disable = new Command("disable", "停用账号 / disables an account") { name };
        return OnDatabase(
            disable,
            (parsed, services, cancel) =>
                AsEitherAsync(actor =>
                    services.GetRequiredService<DisableUser>().RunAsync(parsed.GetRequiredValue(name), actor, cancel)
                )
        );
    }

    private static Command Password()
    {
        var (name, passwordStdin) = (UserName(), PasswordStdin());
        var password = new Command("password", "重设口令,取自标准输入 / sets a password, from standard input")
        {
            name,
            passwordStdin,
        };
        return OnDatabase(
            password,
            (parsed, services, cancel) =>
            {
                var secret = Secret.Read(parsed, passwordStdin);
                var set = services.GetRequiredService<SetPassword>();
                return AsEitherAsync(actor => set.RunAsync(parsed.GetRequiredValue(name), secret, actor, cancel));
            }
        );
    }

    private static Command ResetSecondFactor()
    {
        var name = UserName();
        var reset = new Command(
            "reset-second-factor",
            "解除账号的验证器绑定 / takes away the second factor of who has lost it"
        )
        {
            name,
        };
        return OnDatabase(
            reset,
            (parsed, services, cancel) =>
                AsEitherAsync(actor =>
                    services
                        .GetRequiredService<ResetSecondFactor>()
                        .RunAsync(parsed.GetRequiredValue(name), actor, cancel)
                )
        );
    }

    private static Command OnDatabase(
        Command command,
        Func<ParseResult, IServiceProvider, CancellationToken, Task<Outcome<AccountView>>> act
    )
    {
        var database = new DatabaseOptions();
        database.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
                database.RunAsync(
                    parsed,
                    async services =>
                    {
                        await services.GetRequiredService<DatabaseSchema>().MigrateAsync(cancel);
                        await services.GetRequiredService<Installation>().RefreshAsync(cancel);
                        return await TellAsync(await act(parsed, services, cancel), parsed.InvocationConfiguration);
                    }
                )
        );
        return command;
    }

    private static async Task<int> TellAsync(Outcome<AccountView> outcome, InvocationConfiguration streams)
    {
        if (outcome.IsRefused)
        {
            await streams.Error.WriteLineAsync(AccountTexts.Of(outcome.Refusal!));
            return ExitCode.WrongInput;
        }
        var account = outcome.Value;
        var state = account.IsDisabled ? "已停用 / disabled" : "已启用 / enabled";
        await streams.Output.WriteLineAsync($"{account.UserName} {account.DisplayName} {account.Post} {state}");
        return ExitCode.Well;
    }

    private static Argument<string> UserName() => new("USERNAME") { Description = "登录名 / user name" };

    private static Option<bool> PasswordStdin() =>
        new("--password-stdin") { Description = "不提示,读标准输入首行 / no prompt: the first line of standard input" };
}

/// <summary>What an account is made of besides its name and password.</summary>
internal sealed class AccountFields
{
    private readonly Option<string> _display = new("--name") { Description = "姓名 / display name", Required = true };
    private readonly Option<Post> _post = new("--post") { Description = "职务 / post", Required = true };
    private readonly Option<string?> _email = new("--email") { Description = "邮箱 / mail address" };
    private readonly Option<string?> _agency = new("--agency")
    {
        Description = "单位代码,承办人和单位领导必填 / agency code, for officers and leaders",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_display);
        command.Options.Add(_post);
        command.Options.Add(_agency);
        command.Options.Add(_email);
    }

    public NewAccount Read(ParseResult parsed, string userName) =>
        new(
            userName,
            parsed.GetRequiredValue(_display),
            parsed.GetRequiredValue(_post),
            parsed.GetValue(_agency),
            parsed.GetValue(_email)
        );
}

/// <summary>A password from somewhere that no history of commands and no list of processes shows.</summary>
internal static class Secret
{
    private const char Backspace = '\b';

    public static string Read(ParseResult parsed, Option<bool> fromStandardInput)
    {
        if (parsed.GetValue(fromStandardInput) || Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? "";
        }
        Console.Error.Write("口令 / password: ");
        var typed = Typed();
        Console.Error.WriteLine();
        return typed;
    }

    private static string Typed()
    {
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key is { KeyChar: Backspace } or { Key: ConsoleKey.Backspace })
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else
            {
                typed.Append(key.KeyChar);
            }
        }
        return typed.ToString();
    }
}

/// <summary>Refusals about accounts, worded for an operator.</summary>
internal static class AccountTexts
{
    public static string Of(Refusal refusal) =>
        refusal switch
        {
            AccountDoesNotExist r => $"没有账号 {r.UserName} / there is no account {r.UserName}",
            UserNameIsTaken r => $"账号 {r.UserName} 已存在 / the user name {r.UserName} is taken",
            UserNameIsNotAllowed r => $"登录名 {r.UserName} 不合规 / {r.UserName} cannot be a user name",
            DisplayNameIsNotAllowed r =>
                $"姓名须为 1 至 {r.MostCharacters} 字 / a name has 1 to {r.MostCharacters} characters",
            PostNeedsAgency => "该职务须指定单位 / this post needs an agency",
            PostTakesNoAgency => "该职务不属任何单位 / this post takes no agency",
            AgencyIsUnknown r => $"没有单位 {r.AgencyCode} / there is no agency {r.AgencyCode}",
            _ => PasswordTextOf(refusal),
        };

    private static string PasswordTextOf(Refusal refusal) =>
        refusal switch
        {
            PasswordIsTooShort r =>
                $"口令至少 {r.LeastCharacters} 位 / a password has at least {r.LeastCharacters} characters",
            PasswordIsTooLong r =>
                $"口令最多 {r.MostCharacters} 位 / a password has at most {r.MostCharacters} characters",
            PasswordIsTooSimple r =>
                $"口令须含 {r.LeastKinds} 类字符 / a password has {r.LeastKinds} kinds of characters",
            PasswordContainsUserName => "口令不得含登录名 / the password must not contain the user name",
            PasswordIsTooCommon => "口令太常见 / this password is one of those guessed first",
            PasswordWasUsedBefore r =>
                $"不得与最近 {r.Last} 次的口令相同 / the password must not be one of the last {r.Last}",
            _ => refusal.ToString(),
        };
}
