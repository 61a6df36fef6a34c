using IpStrategy.Persistence;

namespace IpStrategy.Web.Startup;

/// <summary>Why the database cannot be used and what to do, for whoever reads the log.</summary>
internal static class SchemaMessages
{
    public static string Of(SchemaException e, HostSettings settings) =>
        e.Fault switch
        {
            SchemaFault.NewerThanProgram =>
                $"数据库比程序新 the database was brought up by a newer program ({e.Message}). "
                    + "请安装相应的新版本 install that version; nothing was changed.",
            SchemaFault.Locked => $"数据库被占用 another process holds the database in {settings.DataFolder}. "
                + "请先停止它 stop it first; nothing was changed.",
            SchemaFault.CannotBeOpened =>
                $"数据库打不开 the database cannot be opened ({settings.DataFolder}): {e.Message} "
                    + "请检查目录、权限和连接设置 check folder, rights and connection string.",
            _ => $"数据库升级失败 the database could not be migrated and is as it was: {e.Message} "
                + "请保留日志并从备份恢复或联系维护人员 keep the log; nothing was changed.",
        };
}
