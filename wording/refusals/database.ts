/** Why the database cannot be used, and what is to be done: told to operators, at the terminal and by doctor. */
export const databaseRefusals = {
  folderInUse: (folder: string, who: string, lock: string) =>
    `数据文件夹 ${folder} 已被占用：${who}。同一个文件夹只能由一个进程打开，否则会丢数据。请先停掉那个进程，或改用另一个 DATA_DIR；` +
    `要几个进程同时工作，请用 PostgreSQL（DATABASE_URL）。确认没有任何进程在用时，可删除 ${lock} 再启动。`,
  folderNotWritable: (folder: string, code: string) =>
    `数据文件夹 ${folder} 无法写入（${code}）。请检查它和上级文件夹的属主、权限和剩余空间，或用 DATA_DIR 换一个可写的位置。`,
  folderIsOther: (folder: string) =>
    `${folder} 不是数据库文件夹（里面没有 PG_VERSION），为免弄坏已有文件，没有使用它。请把 DATA_DIR 指向一个空的或新的文件夹。`,
  folderOfOtherVersion: (folder: string, theirs: string, ours: string) =>
    `数据文件夹 ${folder} 是 PostgreSQL ${theirs} 的格式，本程序内置的是 ${ours}，不能直接打开。请用当初的程序版本导出数据后再导入，或先换一个 DATA_DIR；原文件夹未被改动。`,
  folderDamaged: (folder: string) =>
    `数据文件夹 ${folder} 打不开，可能已损坏（例如复制不完整或断电）。请从备份恢复，或把它改名留存后重新开始；原文件夹未被删除。`,

  address: () =>
    'DATABASE_URL 写法不对，应为 postgres://用户名:密码@主机:5432/库名，只写一个主机（密码中的 @ : / # 等字符要写成 %40 %3A %2F %23）。',
  unreachable: (where: string) =>
    `连不上${where}。请确认 PostgreSQL 已启动，DATABASE_URL 里的地址和端口正确，防火墙放行；不用服务器时删去 DATABASE_URL，改用内置数据库。`,
  password: (where: string) =>
    `${where}拒绝了登录：用户名或密码不对，或该用户不许从这台机器登录。请核对 DATABASE_URL 里的用户名和密码（密码中的 @ : / # 等字符要写成 %40 %3A %2F %23），必要时检查 pg_hba.conf。`,
  noDatabase: (where: string) =>
    `${where}上没有这个库。请先建库：createdb --encoding=UTF8 --template=template0 库名，或改正 DATABASE_URL 末尾的库名。`,
  tooOld: (where: string, version: string, oldest: number) =>
    `${where} 是 PostgreSQL ${version}，太旧了，需要 ${oldest} 或更新的版本。请升级服务器，或删去 DATABASE_URL 改用内置数据库。`,
  encoding: (where: string, encoding: string) =>
    `${where} 的编码是 ${encoding}，存不下全部汉字。请重新建库：createdb --encoding=UTF8 --template=template0 库名。`,
  full: (where: string) => `${where}的连接已满。请关掉多余的程序，或调大 PostgreSQL 的 max_connections。`,
  silent: (where: string, seconds: number) =>
    `${where} 超过 ${seconds} 秒没有答复，已断开重连。请检查服务器负载和网络。`,
  lost: (where: string) =>
    `与${where}的连接中断，这一次操作没有得到答复。稍后会自动重连；持续出现时请检查服务器和网络。`,
  closed: () => '数据库已关闭，程序正在退出。',
  newerTables: () => '这个数据库已被更新版本的程序升级过，当前程序较旧，不能使用它。请升级程序，或从升级前的备份恢复。',
};

/** Who holds a folder. */
export const folderHolders = {
  changing: (lock: string) => `锁文件 ${lock} 正被另一个进程改写`,
  elsewhere: (host: string, pid: number) => `另一台机器或容器 ${host} 上的进程 ${pid} 正在使用它，或者它没有正常退出`,
  thisProcess: (pid: number) => `本进程（${pid}）已经打开了它`,
  process: (pid: number) => `进程 ${pid} 正在使用它`,
};

/** How a server is named, never with its password; where it is not known which, by what it is. */
export const serverWords = (address?: string): string =>
  address === undefined ? '数据库服务器' : `数据库服务器 ${address}`;
