using System.Collections.Frozen;
using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Accounts;

/// <summary>The language a sheet is written in; either is read.</summary>
public enum SheetLanguage
{
    Chinese,
    English,
}

/// <summary>
/// What columns and posts are called in a sheet of accounts: as pages call them in either language, and by the codes of the API.
/// </summary>
public static class UserSheetWords
{
    // Chinese, English, code; then what else offices write.
    private static readonly ImmutableArray<ImmutableArray<string>> Headings =
    [
        ["用户名", "User name", "userName"],
        ["姓名", "Name", "displayName"],
        ["职务", "Post", "post"],
        ["单位代码", "Agency code", "agency", "单位", "Agency", "承办单位"],
        ["邮箱", "E-mail", "email", "电子邮箱", "电子邮件"],
    ];

    private static readonly FrozenDictionary<Post, ImmutableArray<string>> Posts = new Dictionary<
        Post,
        ImmutableArray<string>
    >
    {
        [Post.Officer] = ["承办人", "officer"],
        [Post.Leader] = ["单位领导", "leader", "领导"],
        [Post.Clerk] = ["办公室经办", "office clerk", "经办", "经办人"],
        [Post.Director] = ["办公室主任", "office director", "主任"],
        [Post.GroupDeputy] = ["副组长", "deputy head of the group"],
        [Post.Leadership] = ["分管领导", "leadership"],
        [Post.SystemAdministrator] = ["系统管理员", "system administrator"],
        [Post.SecurityAdministrator] = ["安全管理员", "security administrator", "安全保密管理员"],
        [Post.AuditAdministrator] = ["审计管理员", "audit administrator", "安全审计员"],
        [Post.Integration] = ["接口账号", "program"],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Post> ByWord = Posts
        .SelectMany(p => p.Value.Append(Words.Of(p.Key)).Select(w => (Word: Plain(w), Post: p.Key)))
        .DistinctBy(w => w.Word)
        .ToFrozenDictionary(w => w.Word, w => w.Post);

    /// <summary>All names of each column, the one in this language first.</summary>
    public static ImmutableArray<ImmutableArray<string>> Columns(SheetLanguage language) =>
        [.. Headings.Select(h => Turned(h, language))];

    public static string Of(Post post, SheetLanguage language) => Turned(Posts[post], language)[0];

    public static string NameOfSheet(SheetLanguage language) => language == SheetLanguage.English ? "Accounts" : "账号";

    /// <summary>The post that a word stands for; null where it stands for none.</summary>
    public static Post? PostOf(string word) => ByWord.TryGetValue(Plain(word), out var post) ? post : null;

    private static ImmutableArray<string> Turned(ImmutableArray<string> words, SheetLanguage language) =>
        language == SheetLanguage.English ? [words[1], words[0], .. words[2..]] : words;

    // 单 位 领 导 is how a form spreads a short word; Office Clerk is how a program begins one.
    private static string Plain(string word) =>
        string.Concat(word.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
}
