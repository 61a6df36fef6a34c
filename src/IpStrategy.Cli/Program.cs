using System.Text;
using IpStrategy.Cli;

// UTF-8 whatever the locale says: scripts under LANG=C read the same bytes.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
return await Tool.RunAsync(args, Console.Out, Console.Error);
