using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using IpStrategy.Application;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Cli.Commands;

/// <summary><c>ipstrategy audit verify|export|own-work</c>: the record, for an operator or an auditor at the machine.</summary>
internal static class AuditCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // Whoever may open the database is above its rules; what is recorded says where it came from.
    private static readonly Actor Operator = new(0, "ipstrategy", Post.AuditAdministrator, null);

    public static Command Create() => new("audit", "审计记录 / the record") { Verify(), Export(), OwnWork() };

    private static Command Verify()
    {
        var (json, database) = (AsJson(), new DatabaseOptions());
        var anchor = File("--anchor", "锚点文件,默认数据目录下的 / a file of anchors, else the one in the data folder");
        var verify = new Command(
            "verify",
            "重算审计链,指出第一处损坏 / re-computes the chain and names what is damaged"
        )
        {
            anchor,
            json,
        };
        database.AddTo(verify);
        verify.SetAction(
            (parsed, cancel) =>
                database.OpenAsync(
                    parsed,
                    async services =>
                    {
                        var file = parsed.GetValue(anchor);
                        if (file is { Exists: false })
                        {
                            return await TellMissingAsync(file, parsed);
                        }
                        var found = await FoundAsync(services, file, cancel);
                        await TellAsync(found, parsed, json);
                        return found.IsSound ? ExitCode.Well : ExitCode.WrongInput;
                    }
                )
        );
        return verify;
    }

    private static async Task<int> TellMissingAsync(FileInfo file, ParseResult parsed)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(
            $"没有锚点文件 / there is no such file of anchors: {file}"
        );
        return ExitCode.WrongInput;
    }

    private static async Task<AuditVerification> FoundAsync(
        IServiceProvider services,
        FileInfo? anchors,
        CancellationToken cancel
    )
    {
        var verification = services.GetRequiredService<VerifyAudit>();
        var lines = anchors is null ? null : await System.IO.File.ReadAllLinesAsync(anchors.FullName, cancel);
        var found = await verification.RunAsync(lines, cancel);
        await verification.RememberAsync(found, cancel);
        return found;
    }

    private static Command Export()
    {
        var database = new DatabaseOptions();
        var (from, to) = (Day("--from", "起始日 / first day of sealing"), Day("--to", "截止日 / last day"));
        var output = File("--output", "输出文件,默认标准输出 / file, else standard output");
        var export = new Command("export", "导出审计记录(JSON 行) / writes the record out as JSON lines")
        {
            from,
            to,
            output,
        };
        database.AddTo(export);
        export.SetAction(
            (parsed, cancel) =>
                database.OpenAsync(
                    parsed,
                    async services =>
                    {
                        var range = new ExportRange(parsed.GetValue(from), parsed.GetValue(to));
                        await ExportAsync(services, range, parsed.GetValue(output), cancel);
                        return ExitCode.Well;
                    }
                )
        );
        return export;
    }

    private static async Task ExportAsync(
        IServiceProvider services,
        ExportRange range,
        FileInfo? file,
        CancellationToken cancel
    )
    {
        await services.GetRequiredService<Installation>().RefreshAsync(cancel);
        await using var target = file?.Create() ?? Console.OpenStandardOutput();
        var export = services.GetRequiredService<ExportAudit>();
        await export.AnnounceAsync(range, Operator, cancel);
        await export.WriteAsync(range, target, cancel);
    }

    private static Command OwnWork()
    {
        var (json, database) = (AsJson(), new DatabaseOptions());
        var assignment = new Option<int?>("--assignment") { Description = "任务序号 / number of one assignment" };
        var own = new Command("own-work", "查有无自己签自己 / looks whether anybody signed their own work")
        {
            assignment,
            json,
        };
        database.AddTo(own);
        own.SetAction(
            (parsed, cancel) =>
                database.OpenAsync(
                    parsed,
                    async services =>
                    {
                        var signed = services.GetRequiredService<SignedOwnWork>();
                        var found = await signed.FindAsync(parsed.GetValue(assignment), cancel);
                        await TellOwnAsync(found, parsed, json);
                        return found.Count == 0 ? ExitCode.Well : ExitCode.WrongInput;
                    }
                )
        );
        return own;
    }

    private static async Task TellAsync(AuditVerification found, ParseResult parsed, Option<bool> json)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(found, Json));
            return;
        }
        foreach (var damage in found.Damage)
        {
            await output.WriteLineAsync(AuditTexts.Of(damage));
        }
        await output.WriteLineAsync(AuditTexts.Of(found));
    }

    private static async Task TellOwnAsync(IReadOnlyList<OwnSignature> found, ParseResult parsed, Option<bool> json)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(found, Json));
            return;
        }
        foreach (var one in found)
        {
            await output.WriteLineAsync(
                $"第 {one.AssignmentNumber} 项 {one.StepName}: {one.SignedBy} 签了 {one.SubmittedBy} 送签的材料 / "
                    + $"assignment {one.AssignmentNumber}, {one.Step}: {one.SignedBy} signed what {one.SubmittedBy} submitted"
            );
        }
        await output.WriteLineAsync(
            found.Count == 0 ? "没有人签自己的材料 / nobody signed their own work" : $"{found.Count}"
        );
    }

    private static Option<FileInfo?> File(string name, string description) => new(name) { Description = description };

    private static Option<bool> AsJson() => new("--json") { Description = "输出 JSON / prints JSON" };

    private static Option<DateOnly?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens is [var only] ? only.Value : "";
                if (
                    DateOnly.TryParseExact(
                        text,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var day
                    )
                )
                {
                    return day;
                }
                result.AddError($"不是日期 / not a date: {text}");
                return null;
            },
        };
}

/// <summary>What a verification found, worded for an operator.</summary>
internal static class AuditTexts
{
    public static string Of(AuditVerification found) =>
        found.IsSound
            ? $"审计链完好:{found.Entries} 条,{found.Segments} 段,锚点 {found.Anchors} 个,未封存 {found.Unsealed} 条 / "
                + $"the chain is sound: {found.Entries} entries, {found.Segments} segments, {found.Anchors} anchors, {found.Unsealed} not yet sealed; {found.Head}"
            : $"审计链已损坏:{found.Damages} 处 / the chain is damaged in {found.Damages} places";

    public static string Of(AuditDamage damage)
    {
        var place = string.Join(
            ' ',
            new[]
            {
                damage.Entry is { } entry ? $"entry {entry}" : null,
                damage.Stream is { } stream ? $"{stream}#{damage.Number}" : null,
                damage.Segment is { } segment ? $"segment {segment}" : null,
                damage.Sequence is { } sequence ? $"sequence {sequence}" : null,
                damage.Anchor is { } day ? $"anchor {day:yyyy-MM-dd}" : null,
            }.OfType<string>()
        );
        return $"{KindOf(damage.Kind)}: {place}";
    }

    private static string KindOf(DamageKind kind) =>
        kind switch
        {
            DamageKind.Changed => "被改动 / changed",
            DamageKind.Removed => "被删除 / removed",
            DamageKind.Inserted => "被插入 / inserted",
            DamageKind.CutOff => "尾部被截断 / cut off",
            DamageKind.HistoryChanged => "流程历史被改动 / history changed",
            _ => "锚点无法读取 / an anchor cannot be read",
        };
}
